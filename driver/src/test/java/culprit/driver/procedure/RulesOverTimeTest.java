package culprit.driver.procedure;

import static culprit.driver.procedure.Scenario.cause;
import static culprit.driver.procedure.Scenario.fix;
import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.procedure.Scenario.Answer;
import culprit.report.Conclusion.Kind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What syzbot does in odd situations, as of different days, and what culprit does. */
class RulesOverTimeTest {
    private static final String BUILD_ERROR = "a.c:1:1: error: no\na.c:2:1: error: never";

    @TempDir
    private Path directory;

    private TestRepository linux;

    @BeforeEach
    void tellHistory() throws Exception {
        linux = KernelHistory.at(directory.resolve("linux"));
    }

    @Test
    void aCulpritFoundAtOnceIsShownAgainAfterTheGoodReleaseWasTestedAgain() throws Exception {
        Answer answer = cause("401").introducedAt("401").on("2020-03-01").bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.CULPRIT);
        assertThat(answer.asked()).containsExactly("401", "400", "400");
        String display = """
                <401> is the first bad commit
                commit <401>
                Author: Ada <ada@example.org>
                Date:   Sat Oct 1 12:04:00 2022 +0200

                    401
                   \s
                    Signed-off-by: Ada <ada@example.org>

                 number | 2 +-
                 1 file changed, 1 insertion(+), 1 deletion(-)
                """;
        assertThat(answer.log())
                .contains("# git bisect start <401> <400>\n" + display
                        + """
                testing commit <400> with gcc (GCC) 12.2.0
                kernel signature: SIGNATURE
                all runs: OK
                # git bisect good <400>
                """.replace("SIGNATURE", Scenario.signature("400")) + display
                        + "culprit signature: " + Scenario.signature("401") + "\n");
    }

    @Test
    void aFixFoundAtOnceIsShownAgainAfterTheTipWasTestedAgain() throws Exception {
        Answer answer = fix("904").fixedAt("905").bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.CULPRIT);
        assertThat(answer.conclusion().title()).isEqualTo("905");
        assertThat(answer.asked()).containsExactly("904", "905", "905");
        assertThat(answer.log()).contains("# git bisect bad <905>\n");
    }

    @Test
    void culpritTestsNothingAgain() throws Exception {
        Rules rules = Rules.syzbot2020(10);
        Answer answer = cause("401").introducedAt("401").by(rules).bisect(linux);
        assertThat(answer.conclusion().title()).isEqualTo("401");
        assertThat(answer.asked()).containsExactly("401", "400");
        assertThat(answer.log()).containsOnlyOnce("<401> is the first bad commit\n");
        assertThat(fix("904").fixedAt("905").by(rules).bisect(linux).asked()).containsExactly("904", "905");
    }

    @Test
    void aMergeBaseWithTheCrashMeansThatTheGoodBranchWasFixed() throws Exception {
        Answer answer =
                cause("905").good("852").fixedAt("851").by(Rules.syzbot2020(10)).bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.FAILED);
        assertThat(answer.asked()).containsExactly("905", "800");
        assertThat(linux.withTitles(answer.conclusion().error()))
                .isEqualTo("The merge base <800> is bad.\n"
                        + "This means the bug has been fixed between <800> and [<852>].");
    }

    @Test
    void aMergeBaseWithoutTheCrashIsAGoodCommit() throws Exception {
        Answer answer = cause("905")
                .good("852")
                .introducedAt("803")
                .by(Rules.syzbot2020(10))
                .bisect(linux);
        assertThat(answer.conclusion().title()).isEqualTo("803");
        assertThat(answer.asked()).startsWith("905", "800");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019-08-01", "2020-09-15", "2023-05-05", "2026-08-17"})
    void aReleaseThatDoesNotBuildIsPassedOver(String day) throws Exception {
        Answer answer =
                cause("905").introducedAt("702").unbuildable(800, 800).on(day).bisect(linux);
        assertThat(answer.conclusion().title()).isEqualTo("702");
        assertThat(answer.asked()).startsWith("905", "900", "800", "700");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019-08-01", "2020-09-15", "2023-05-05", "2026-08-17"})
    void theSearchGoesAroundCommitsThatDoNotBuild(String day) throws Exception {
        Answer answer =
                cause("905").introducedAt("705").unbuildable(701, 703).on(day).bisect(linux);
        assertThat(answer.conclusion().title()).isEqualTo("705");
        assertThat(answer.log()).contains("# git bisect skip ");
    }

    @ParameterizedTest
    @CsvSource({"2019-12-09, CULPRIT", "2019-12-10, FAILED", "2020-07-01, FAILED", "2020-07-02, CULPRIT"})
    void aCommitThatDoesNotBuildEndedTheBisectionForSomeMonths(String day, Kind kind) throws Exception {
        Answer inWalk =
                cause("905").introducedAt("702").unbuildable(800, 800).on(day).bisect(linux);
        assertThat(inWalk.kind()).isEqualTo(kind);
        Answer inSearch =
                cause("905").introducedAt("705").unbuildable(701, 703).on(day).bisect(linux);
        assertThat(inSearch.kind()).isEqualTo(kind);
        if (kind == Kind.FAILED) {
            assertThat(inWalk.log()).endsWith("error: " + BUILD_ERROR + "\n");
            assertThat(inWalk.asked()).containsExactly("905", "900", "800");
            assertThat(inSearch.log()).endsWith("error: " + BUILD_ERROR + "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-03-01", "2020-09-15", "2023-08-01"})
    void aParentThatDoesNotBuildLeavesUnknownWhetherTheCulpritChangesAnything(String day) throws Exception {
        Answer answer =
                cause("905").introducedAt("650").unbuildable(500, 500).on(day).bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.CULPRIT);
        assertThat(answer.conclusion().checks().sameBinary()).isFalse();
        assertThat(answer.asked()).endsWith("build 500");
        assertThat(answer.log())
                .contains("failed to detect noop change: " + BUILD_ERROR + "\nrevisions tested: ")
                .doesNotContain("culprit signature");
    }

    @Test
    void beforeParentsWereBuiltOnlyTestedOnesWereCompared() throws Exception {
        Answer untested = cause("905")
                .introducedAt("650")
                .sameBinary(500, 650)
                .on("2019-12-01")
                .bisect(linux);
        assertThat(untested.conclusion().checks().sameBinary()).isFalse();
        assertThat(untested.log()).doesNotContain("previous signature");
        Answer tested = cause("905")
                .introducedAt("503")
                .sameBinary(502, 503)
                .on("2019-12-01")
                .bisect(linux);
        assertThat(tested.conclusion().checks().sameBinary()).isTrue();
        assertThat(tested.log()).contains("""
                kernel signature:   SAME
                previous signature: SAME
                """.replace("SAME", Scenario.SAME_SIGNATURE));
    }

    @ParameterizedTest
    @CsvSource({"2020-09-15, 8h0m0s, 3", "2023-05-04, 8h0m0s, 3", "2023-05-09, 12h0m0s, 4", "2026-08-17, 12h0m0s, 4"})
    void afterTheTimeLimitNoTestIsBegun(String day, String limit, int tests) throws Exception {
        Answer answer = cause("905")
                .introducedAt("602")
                .taking(Duration.ofHours(3))
                .on(day)
                .bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.FAILED);
        assertThat(answer.conclusion().error()).isEqualTo("bisection is taking too long (>" + limit + "), aborting");
        assertThat(answer.asked()).hasSize(tests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-03-01", "2020-07-11"})
    void earlierThereWasNoTimeLimit(String day) throws Exception {
        Scenario scenario = cause("905").introducedAt("602").taking(Duration.ofHours(9));
        assertThat(scenario.on(day).bisect(linux).kind()).isEqualTo(Kind.CULPRIT);
        assertThat(scenario.by(Rules.syzbot2020(10)).bisect(linux).kind()).isEqualTo(Kind.CULPRIT);
    }

    @ParameterizedTest
    @CsvSource({"2020-09-15, 4", "2020-11-17, 2", "2026-08-17, 2"})
    void aFailedBuildWasARevisionTestedUntilNovember2020(String day, int revisions) throws Exception {
        Answer answer = cause("602").unbuildable(500, 600).on(day).bisect(linux);
        assertThat(answer.asked()).containsExactly("602", "600", "500", "400");
        assertThat(answer.log()).contains("revisions tested: " + revisions + ", ");
    }
}
