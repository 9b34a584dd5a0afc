package culprit.report;

import java.nio.file.Path;
import java.time.Duration;

/**
 * One run of the reproducer on a built kernel.
 *
 * @param number counts the runs of one test from 0
 * @param title raw text in one line: the crash title, or what went wrong; empty if nothing did
 * @param console the file that holds what the guest wrote on its serial console
 * @param elapsed wall time from the start of the guest to its end
 */
public record Run(int number, Outcome outcome, String title, Path console, Duration elapsed) {

    /** The outcome as it stands in the log after {@code run #0: }. */
    public String text() {
        return switch (outcome) {
            case OK -> "OK";
            case CRASHED -> "crashed: " + title;
            case BOOT_FAILED -> "boot failed: " + title;
            case TEST_FAILED -> "basic kernel testing failed: " + title;
            // "infra problem:" is a wording of 2023; a log of 2020 files every other error of a run under "failed".
            case INFRA -> "failed: " + title;
        };
    }
}
