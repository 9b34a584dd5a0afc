package culprit.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One run of the reproducer on a built kernel.
 *
 * @param number counts the runs of one test from 0
 * @param title raw text: the crash title, or what went wrong; empty if nothing did. In one line, except in recorded
 *     logs, where it includes what a failed command wrote
 * @param report what the kernel wrote about its crash; empty if it did not crash, and in recorded logs
 * @param console the file that holds what the guest wrote on its serial console, compressed (gzip) if it ends
 *     with {@code .gz}; empty in recorded logs
 * @param elapsed wall time from the start of the guest to its end; zero in recorded logs
 * @param course how that time went; empty in recorded logs, and where no guest came into being
 */
public record Run(
        int number,
        Outcome outcome,
        String title,
        Bytes report,
        Path console,
        Duration elapsed,
        Optional<Course> course) {

    /**
     * How a guest started and what took how long.
     *
     * @param machine the type of machine and what was started on it, such as {@code microvm with vmlinux}
     * @param resumed whether it went on from the saved state of another one, instead of booting
     * @param ready wall time from its start until the reproducer could start; zero if it never could
     * @param ran wall time from there until the reproducer ended, a crash began, or a limit was reached
     * @param status how the reproducer ended, as a shell tells it, if it did
     * @param missing the system calls that the reproducer made in vain, because the kernel does not have them; empty if
     *     none is known
     */
    public record Course(
            String machine,
            boolean resumed,
            Duration ready,
            Duration ran,
            Optional<Integer> status,
            Optional<List<String>> missing) {
        public Course {
            missing = missing.map(List::copyOf);
        }
    }

    /** A run of which it is not known how its time went. */
    public Run(int number, Outcome outcome, String title, Bytes report, Path console, Duration elapsed) {
        this(number, outcome, title, report, console, elapsed, Optional.empty());
    }

    /** A run that a recorded log tells of. */
    public static Run recorded(int number, Outcome outcome, String title) {
        return new Run(number, outcome, title, Bytes.NONE, Path.of(""), Duration.ZERO);
    }

    /** The same run with another outcome. */
    public Run as(Outcome other) {
        return new Run(number, other, title, report, console, elapsed, course);
    }

    /** The outcome as it stands in a log of early 2020 after {@code run #0: }. */
    public String text() {
        return text(Era.EARLY_2020);
    }

    /** The outcome as it stands in a log of that era after {@code run #0: }. */
    public String text(Era era) {
        return OutcomeText.of(outcome, title, era);
    }
}
