package culprit.report.crash;

import java.util.List;
import java.util.Optional;

/**
 * What a kernel console says about one crash.
 *
 * <p>All text is ISO-8859-1: one character for each byte of the console. The offsets count bytes of the array that was
 * parsed; {@code start < skip <= end}.
 *
 * @param title the name of the bug, normalised (no addresses, numbers, line numbers), at most 120 characters, never
 *     empty
 * @param altTitles other names of the same bug, sorted, without duplicates; two crashes are the same bug if the sets of
 *     title and alternatives meet
 * @param type the kind of bug
 * @param frame the function to blame as the title has it; empty if the title names none
 * @param corruption why the text cannot be trusted to be one whole report; empty if it can
 * @param suppressed the machine ran out of memory or a tool broke: not a bug of this kernel
 * @param panicked the kernel gave up
 * @param executor the syzkaller program that crashed, as {@code proc=P, id=E}; empty if unknown
 * @param report the report cut out of the console: a few lines before the crash line, then the lines that belong to it,
 *     without line prefixes and unreliable frames; every line ends in a line feed
 * @param reportHead where in the report the line stands that announces the crash
 * @param start where the line that announces the crash begins
 * @param end where the last line ends that announces anything, as far as the parser looks
 * @param skip where the crash line ends; a search for the next crash begins here
 */
public record Crash(
        String title,
        List<String> altTitles,
        CrashType type,
        Optional<String> frame,
        Optional<Corruption> corruption,
        boolean suppressed,
        boolean panicked,
        Optional<String> executor,
        String report,
        int reportHead,
        int start,
        int end,
        int skip) {

    /** Checks that the offsets are in order and keeps its own copy of the list. */
    public Crash {
        if (title.isEmpty()) {
            throw new IllegalArgumentException("a crash without a title at offset " + start);
        }
        if (start < 0 || skip <= start || end < skip) {
            throw new IllegalArgumentException(
                    "offsets out of order: start " + start + ", skip " + skip + ", end " + end);
        }
        altTitles = List.copyOf(altTitles);
    }

    /**
     * The same crash with another wording of its report, such as one with lines of source.
     *
     * @param before what stands in front of the line that announces the crash
     * @param after that line and what follows
     */
    public Crash reporting(String before, String after) {
        return new Crash(
                title,
                altTitles,
                type,
                frame,
                corruption,
                suppressed,
                panicked,
                executor,
                before + after,
                before.length(),
                start,
                end,
                skip);
    }

    /** The source file to blame; empty if the report, which must be symbolised for that, names none. */
    public Optional<String> guiltyFile() {
        return GuiltyFile.of(title, report.substring(reportHead));
    }

    /** Whether the report is mixed up, cut short or lacks what names the bug; its title may be wrong. */
    public boolean corrupted() {
        return corruption.isPresent();
    }
}
