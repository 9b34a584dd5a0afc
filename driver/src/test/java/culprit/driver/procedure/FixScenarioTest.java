package culprit.driver.procedure;

import static culprit.driver.procedure.Scenario.fix;
import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.procedure.Scenario.Answer;
import culprit.driver.procedure.ScriptedTester.Ending;
import culprit.driver.procedure.ScriptedTester.Runs;
import culprit.report.Bytes;
import culprit.report.Conclusion.Kind;
import culprit.report.CrashReport;
import culprit.report.Direction;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches for the end of a crash, as syzbot's own tests describe them. What they find does not depend on dates. */
@ParameterizedClass(name = "all commits at once: {0}")
@ValueSource(booleans = {false, true})
class FixScenarioTest {
    private static final Ending TOOL_FAILURE = Ending.crash("SYZFATAL: executor failed");
    private static final Ending LOST_CONNECTION = Ending.crash("lost connection to test machine");

    @Parameter
    private boolean atOnce;

    @TempDir
    private Path directory;

    private TestRepository linux;

    @BeforeEach
    void tellHistory() throws Exception {
        Path repository = directory.resolve("linux");
        linux = atOnce ? KernelHistory.atOnce(repository) : KernelHistory.at(repository);
    }

    private static void assertFix(Answer answer, String title) {
        assertThat(answer.kind()).as(answer.log()).isEqualTo(Kind.CULPRIT);
        assertThat(answer.conclusion().title()).isEqualTo(title);
        assertThat(answer.conclusion().commit()).isEqualTo(answer.repository().id(title));
        assertThat(answer.conclusion().crash()).isEmpty();
    }

    private static void assertStillBadAt(Answer answer, String title) {
        assertThat(answer.kind()).as(answer.log()).isEqualTo(Kind.HEAD_BAD);
        assertThat(answer.conclusion().commit()).isEqualTo(answer.repository().id(title));
        assertThat(answer.candidates()).isEmpty();
    }

    @Test
    void theFirstCommitWithoutTheCrashIsFound() throws Exception {
        Answer answer = fix("400").fixedAt("500").bisect(linux);
        assertFix(answer, "500");
        assertThat(answer.conclusion().direction()).isEqualTo(Direction.FIX);
        assertThat(answer.conclusion().checks().release()).isTrue();
        assertThat(answer.asked()).startsWith("400", "905");
        assertThat(answer.log())
                .contains("testing current HEAD <905>\n")
                .contains("# git bisect start <905> <400>\n")
                .contains("first good commit: <500> 500\n");
    }

    /** 790 to 792 do not crash because they never had the bug (syzkaller issue 4117). */
    @Test
    void aBranchThatNeverHadTheBugIsNotTakenForFixed() throws Exception {
        Answer answer = fix("802").introducedAt("704").fixedAt("803").bisect(linux);
        assertFix(answer, "803");
        Answer before =
                fix("802").introducedAt("704").fixedAt("803").on("2023-08-10").bisect(linux);
        assertThat(before.conclusion().title()).isIn("790", "791", "792");
    }

    @Test
    void aFailureOfTheToolsInOneRunIsNoCrash() throws Exception {
        Answer answer = fix("400")
                .fixedAt("500")
                .clean(Runs.all(Ending.OK).butFirst(all -> 1, TOOL_FAILURE))
                .bisect(linux);
        assertFix(answer, "500");
        assertThat(answer.conclusion().checks().release()).isTrue();
        assertThat(answer.log()).contains("run #0: ignore: SYZFATAL: executor failed\n");
    }

    @Test
    void aThirdOfTheConnectionsLostIsNoCrash() throws Exception {
        Answer answer = fix("400")
                .fixedAt("500")
                .clean(Runs.all(Ending.OK).butFirst(all -> all / 3, LOST_CONNECTION))
                .bisect(linux);
        assertFix(answer, "500");
        assertThat(answer.conclusion().checks().release()).isTrue();
    }

    @Test
    void aFailureOfTheToolsIsACrashIfTheBugIsOne() throws Exception {
        Answer answer =
                fix("400").fixedAt("500").crashing(Runs.all(TOOL_FAILURE)).bisect(linux);
        assertFix(answer, "500");
        assertThat(answer.conclusion().checks().release()).isTrue();
        assertThat(answer.log()).doesNotContain("ignore:");
    }

    @Test
    void aBugThatIsFixedAlreadyWhereItIsSaidToBeIsNotReproduced() throws Exception {
        Answer answer = fix("905").fixedAt("900").bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.NOT_REPRODUCED);
        assertThat(answer.asked()).containsExactly("905");
    }

    @Test
    void aHeadThatDoesNotBootIsNotFixed() throws Exception {
        Answer answer = fix("400").unbootable(500, 1000).bisect(linux);
        assertStillBadAt(answer, "905");
        assertThat(answer.conclusion().crash().orElseThrow().title())
                .isEqualTo("failed testing reproducer on " + linux.id("905"));
        assertThat(answer.log()).contains("HEAD had kernel build, boot or test errors\n");
    }

    @Test
    void aHeadThatDoesNotBuildIsNotFixedAndSaysWhy() throws Exception {
        Answer answer = fix("400").unbuildable(500, 1000).bisect(linux);
        assertStillBadAt(answer, "905");
        assertThat(answer.conclusion().crash())
                .contains(new CrashReport(
                        "failed building " + linux.id("905") + ": a.c:1:1: error: no",
                        Bytes.of("a.c:2:1: error: never\n")));
    }

    @Test
    void aHeadThatCouldNotBeTestedWasInconclusiveUntilMay2023() throws Exception {
        Answer answer = fix("400").unbootable(500, 1000).on("2020-09-15").bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.CANDIDATES);
        assertThat(answer.candidates()).containsExactly("400", "905");
        Answer earlier = fix("400").unbootable(500, 1000).on("2020-03-01").bisect(linux);
        assertThat(earlier.kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void aHeadThatCrashesIsNotFixed() throws Exception {
        Answer answer = fix("400").bisect(linux);
        assertStillBadAt(answer, "905");
        assertThat(answer.conclusion().crash().orElseThrow().title()).isEqualTo("WARNING in f");
        assertStillBadAt(fix("400").on("2020-03-01").bisect(linux), "905");
    }

    @Test
    void brokenCommitsAroundTheFixGiveCandidates() throws Exception {
        Answer answer = fix("500").fixedAt("601").unbootable(600, 700).bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.CANDIDATES);
        assertThat(answer.candidates())
                .containsExactlyInAnyOrder("600", "601", "602", "603", "604", "605", "650", "700", "701");
        assertThat(answer.log()).contains("the first good commit could be any of:\n");
    }

    @Test
    void brokenCommitsAroundTheFixGaveCandidatesIn2020() throws Exception {
        TestRepository of2020 = KernelHistory.withFewerBranches(directory.resolve("linux-2020"));
        Answer answer =
                fix("400").fixedAt("501").unbootable(500, 600).on("2020-09-15").bisect(of2020);
        assertThat(answer.kind()).isEqualTo(Kind.CANDIDATES);
        assertThat(answer.candidates())
                .containsExactlyInAnyOrder("500", "501", "502", "503", "504", "505", "600", "601");
    }

    @Test
    void aKernelLikeItsParentsCannotBeTheFix() throws Exception {
        Answer answer = fix("400").fixedAt("503").sameBinary(502, 504).bisect(linux);
        assertFix(answer, "503");
        assertThat(answer.conclusion().checks().sameBinary()).isTrue();
    }

    @Test
    void theNewestCommitMayBeTheFix() throws Exception {
        Answer answer = fix("400").fixedAt("905").sameBinary(904, 905).bisect(linux);
        assertFix(answer, "905");
        assertThat(answer.conclusion().checks().sameBinary()).isTrue();
    }

    @Test
    void aReleaseMayBeTheFix() throws Exception {
        Answer answer = fix("400").fixedAt("900").bisect(linux);
        assertFix(answer, "900");
        assertThat(answer.conclusion().checks().release()).isTrue();
    }

    @Test
    void aFixOnAnotherTreeIsLookedForFromTheMergeBaseOn() throws Exception {
        Answer answer = fix("851").acrossTrees().fixedAt("903").bisect(linux);
        assertFix(answer, "903");
        assertThat(answer.asked()).startsWith("851", "800", "905");
        assertThat(answer.log())
                .contains("determining the merge base between <851> and <905>\n")
                .contains("<800>/800 is a merge base, check if it has the bug\n")
                .contains("# git bisect start <905> <800>\n");
    }

    @Test
    void aBugThatTheOtherTreeNeverHadHasNoFixThere() throws Exception {
        Answer answer = fix("852").acrossTrees().introducedAt("851").bisect(linux);
        assertStillBadAt(answer, "800");
        assertThat(answer.conclusion().crash()).isEmpty();
        assertThat(answer.asked()).containsExactly("852", "800");
    }

    @Test
    void aMergeBaseThatDoesNotBootIsNoStart() throws Exception {
        Answer answer =
                fix("851").acrossTrees().fixedAt("903").unbootable(800, 800).bisect(linux);
        assertStillBadAt(answer, "800");
        assertThat(answer.conclusion().crash()).isEmpty();
        assertThat(answer.log()).contains("reproducer does not crash the merge base, so there's no known bad commit\n");
    }

    @Test
    void theMergeBaseOfTreesWasOnceTrustedUntested() throws Exception {
        Answer answer = fix("851").acrossTrees().fixedAt("903").on("2023-07-20").bisect(linux);
        assertFix(answer, "903");
        assertThat(answer.asked()).startsWith("851", "905").doesNotContain("800");
        assertThat(answer.log()).contains("<800>/800 is a merge base\n");
    }

    @Test
    void theSameFixIsFoundByTheRulesOfEveryDay() throws Exception {
        for (String day : new String[] {"2019-08-01", "2020-03-01", "2020-09-15", "2022-11-01", "2023-06-20"}) {
            assertFix(fix("400").fixedAt("602").on(day).bisect(linux), "602");
        }
        assertFix(fix("400").fixedAt("602").by(Rules.syzbot2020(10)).bisect(linux), "602");
    }
}
