package culprit.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.Bytes;
import culprit.report.Checks;
import culprit.report.Conclusion;
import culprit.report.CrashReport;
import culprit.report.Totals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final CrashReport CRASH = new CrashReport("WARNING in foo", Bytes.of(""));
    private static final Totals TOTALS =
            new Totals(1, Duration.ofMinutes(20), Duration.ofMinutes(15), Duration.ofMinutes(4));

    @Test
    void warnsOfACulpritWhoseKernelIsItsParents() {
        Conclusion conclusion = Conclusion.culprit("abc", "a title", Optional.of(CRASH))
                .withChecks(new Checks(true, false, Optional.empty()));

        assertThat(summary(conclusion))
                .containsExactly(
                        "",
                        "culprit: abc a title",
                        "  but its kernel is the same as its parent's, so it cannot be the cause",
                        "crash: WARNING in foo",
                        "1 revision tested in 20m00s (builds 15m00s, tests 4m00s)",
                        "log: work/bisect.log");
    }

    @Test
    void saysWhyThereIsNoCulprit() {
        assertThat(summary(Conclusion.candidates(List.of("a", "b"))))
                .contains("no single culprit: one of 2 commits, listed in the log, is guilty");
        assertThat(summary(Conclusion.oldestReleaseBad("abc", "Linux 4.1", Optional.of(CRASH))))
                .contains("no culprit: the oldest release tested has the bug already, abc Linux 4.1");
        assertThat(summary(Conclusion.notReproduced()))
                .contains("no culprit: the crash wasn't reproduced on the original commit");
        assertThat(summary(Conclusion.failed("disk\u001b full\nfree some")))
                .contains("no culprit: disk\\x1b full\n  free some");
    }

    private static List<String> summary(Conclusion conclusion) {
        return Summary.of(conclusion, TOTALS, Path.of("work/bisect.log"));
    }
}
