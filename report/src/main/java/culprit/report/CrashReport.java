package culprit.report;

/**
 * The crash that stands for a commit.
 *
 * @param title raw text in one line, such as {@code WARNING in geneve_exit_batch_net}
 * @param text what the kernel wrote about it, ending with a newline; empty if there is nothing
 */
public record CrashReport(String title, Bytes text) {}
