package culprit.report;

import java.nio.file.Path;
import java.time.Duration;

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
 */
public record Run(int number, Outcome outcome, String title, Bytes report, Path console, Duration elapsed) {

    /** A run that a recorded log tells of. */
    public static Run recorded(int number, Outcome outcome, String title) {
        return new Run(number, outcome, title, Bytes.NONE, Path.of(""), Duration.ZERO);
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
