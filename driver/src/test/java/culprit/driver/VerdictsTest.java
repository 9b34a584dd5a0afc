package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.Verdict;
import culprit.vm.RunOutcome;
import culprit.vm.RunOutcome.Kind;
import culprit.vm.build.BuildResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTest {
    private static TestResult result(int crashed, int good, int bootFailed) {
        List<RunOutcome> outcomes = new ArrayList<>();
        for (int run = 0; run < crashed + good + bootFailed; run++) {
            Kind kind = run < crashed ? Kind.CRASHED : run < crashed + good ? Kind.OK : Kind.BOOT_FAILED;
            outcomes.add(new RunOutcome(
                    run, kind, "title " + run, Optional.empty(), Path.of("console"), Duration.ofSeconds(1)));
        }
        BuildResult build = new BuildResult(Optional.empty(), "", Path.of("make.txt"), Duration.ZERO);
        return new TestResult(build, outcomes, Duration.ZERO, Instant.EPOCH);
    }

    @ParameterizedTest(name = "{0} crashed, {1} OK, {2} did not boot: {3}")
    @CsvSource({
        "10, 0, 0, BAD",
        "1, 9, 0, BAD",
        "1, 0, 9, BAD",
        "0, 10, 0, GOOD",
        "0, 4, 6, GOOD",
        "0, 3, 7, SKIP",
        "0, 0, 10, SKIP",
        "0, 0, 0, SKIP",
        "0, 1, 0, GOOD",
        "0, 0, 1, SKIP",
    })
    void followTheRuleOf2020(int crashed, int good, int bootFailed, Verdict verdict) {
        assertThat(Verdicts.of(result(crashed, good, bootFailed))).isEqualTo(verdict);
    }

    @Test
    void theLastCrashStandsForTheCommit() {
        assertThat(Verdicts.representative(result(3, 7, 0)).orElseThrow().title())
                .isEqualTo("title 2");
        assertThat(Verdicts.representative(result(0, 10, 0))).isEmpty();
    }
}
