package culprit.report.crash;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a whole console says about the machine, besides the crash itself.
 *
 * @param panicked the kernel gave up
 * @param consoleLost the virtual machine lost its console
 * @param notTheKernel memory ran out, or the tools on the machine broke
 */
record Circumstances(boolean panicked, boolean consoleLost, boolean notTheKernel) {
    private static final String PANIC = "Kernel panic - not syncing";
    private static final String CONSOLE_LOST = "serialport: VM disconnected.";

    private static final List<Pattern> NOT_THE_KERNEL =
            RuleFile.lines("not-the-kernel.txt").stream().map(Notation::compile).toList();

    /** Each line that tells a circumstance contains one of these. */
    private static final Literals LANDMARKS = new Literals(List.of(
            PANIC,
            CONSOLE_LOST,
            "panic: ",
            "fatal error: ",
            "SIGBUS",
            "lowmemorykiller",
            "PANIC",
            "smashing",
            "process "));

    static Circumstances of(byte[] bytes, int from) {
        Console console = new Console(bytes, LANDMARKS);
        boolean panicked = false;
        boolean consoleLost = false;
        boolean notTheKernel = false;
        for (int start = from; start < bytes.length; ) {
            int end = console.lineEnd(start);
            if (console.landmarksIn(start, end) != 0) {
                String line = console.text(start, end);
                panicked |= line.contains(PANIC);
                consoleLost |= line.contains(CONSOLE_LOST);
                notTheKernel = notTheKernel
                        || NOT_THE_KERNEL.stream()
                                .anyMatch(pattern -> pattern.matcher(line).find());
            }
            start = end + 1;
        }
        return new Circumstances(panicked, consoleLost, notTheKernel);
    }
}
