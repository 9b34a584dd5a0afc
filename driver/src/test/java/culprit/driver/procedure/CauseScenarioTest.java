package culprit.driver.procedure;

import static culprit.driver.procedure.Scenario.cause;
import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.procedure.Scenario.Answer;
import culprit.driver.procedure.ScriptedTester.Ending;
import culprit.driver.procedure.ScriptedTester.Runs;
import culprit.report.Conclusion.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches for the cause of a crash, as syzbot's own tests describe them. What they find does not depend on dates. */
@ParameterizedClass(name = "all commits at once: {0}")
@ValueSource(booleans = {false, true})
class CauseScenarioTest {
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

    private static void assertCulprit(Answer answer, String title) {
        assertThat(answer.kind()).as(answer.log()).isEqualTo(Kind.CULPRIT);
        assertThat(answer.conclusion().title()).isEqualTo(title);
        assertThat(answer.conclusion().commit()).isEqualTo(answer.repository().id(title));
        assertThat(answer.conclusion().crash().orElseThrow().title()).isEqualTo("WARNING in f");
    }

    @Test
    void theCommitThatBroughtTheCrashIsFoundWithConfidence() throws Exception {
        Answer answer = cause("905").introducedAt("602").bisect(linux);
        assertCulprit(answer, "602");
        assertThat(answer.confidence()).isGreaterThan(0.99);
        assertThat(answer.conclusion().checks().release()).isFalse();
        assertThat(answer.conclusion().checks().sameBinary()).isFalse();
        assertThat(answer.asked()).startsWith("905", "900", "800", "700", "500");
    }

    @Test
    void aCrashInFewRunsLeavesDoubt() throws Exception {
        Answer answer = cause("905").introducedAt("605").flaky().bisect(linux);
        assertCulprit(answer, "605");
        assertThat(answer.confidence()).isBetween(0.8, 0.9);
        assertThat(answer.log()).contains("reproducer is flaky (0.15 repro chance estimate)\nrevisions tested");
    }

    @Test
    void aCrashAtTheOldestCommitHasNoEarlierReleaseToCompareWith() throws Exception {
        Answer answer = cause("400").bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.FAILED);
        assertThat(answer.conclusion().error()).isEqualTo("no release tags before this commit");
    }

    @Test
    void aCrashInTheOldestReleaseIsSaidToBeOlder() throws Exception {
        Answer answer = cause("905").bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.OLDEST_RELEASE_BAD);
        assertThat(answer.conclusion().commit()).isEqualTo(linux.id("400"));
        assertThat(answer.conclusion().crash()).isPresent();
        assertThat(answer.candidates()).isEmpty();
    }

    @Test
    void brokenCommitsAroundTheCulpritGiveCandidates() throws Exception {
        Answer answer = cause("802").introducedAt("605").unbootable(500, 700).bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.CANDIDATES);
        assertThat(answer.candidates())
                .containsExactlyInAnyOrder(
                        "500", "501", "502", "503", "504", "505", "600", "601", "602", "603", "604", "605", "650",
                        "700", "701");
        assertThat(answer.conclusion().crash()).isEmpty();
    }

    @Test
    void aKernelLikeItsParentsAcquitsTheCulprit() throws Exception {
        Answer answer = cause("905").introducedAt("503").sameBinary(502, 503).bisect(linux);
        assertCulprit(answer, "503");
        assertThat(answer.conclusion().checks().sameBinary()).isTrue();
    }

    @Test
    void kernelsLikeEachOtherOnlyBeforeTheCulpritAcquitNobody() throws Exception {
        Answer answer = cause("905").introducedAt("503").sameBinary(400, 502).bisect(linux);
        assertCulprit(answer, "503");
        assertThat(answer.conclusion().checks().sameBinary()).isFalse();
    }

    @Test
    void kernelsLikeEachOtherOnlyFromTheCulpritOnAcquitNobody() throws Exception {
        Answer answer = cause("905").introducedAt("503").sameBinary(503, 905).bisect(linux);
        assertCulprit(answer, "503");
        assertThat(answer.conclusion().checks().sameBinary()).isFalse();
    }

    @Test
    void aReleaseIsACulpritWithTheKernelOfItsParent() throws Exception {
        Answer answer = cause("905").introducedAt("500").sameBinary(405, 500).bisect(linux);
        assertCulprit(answer, "500");
        assertThat(answer.conclusion().checks().sameBinary()).isTrue();
        assertThat(answer.conclusion().checks().release()).isTrue();
    }

    @Test
    void aParentThatIsTheGoodReleaseIsNotBuiltAgain() throws Exception {
        Answer answer = cause("905").introducedAt("501").sameBinary(500, 501).bisect(linux);
        assertCulprit(answer, "501");
        assertThat(answer.conclusion().checks().sameBinary()).isTrue();
        assertThat(answer.conclusion().checks().release()).isFalse();
        assertThat(answer.asked()).doesNotContain("build 500");
    }

    @Test
    void theLastCommitBeforeAReleaseIsNoRelease() throws Exception {
        Answer answer = cause("905").introducedAt("405").sameBinary(404, 405).bisect(linux);
        assertCulprit(answer, "405");
        assertThat(answer.conclusion().checks().sameBinary()).isTrue();
        assertThat(answer.conclusion().checks().release()).isFalse();
    }

    /** 650 is part of v7.0, but its parent 500 lies before the good release v6.0 (syzkaller issue 1527). */
    @Test
    void aParentBeforeTheGoodReleaseIsBuiltForItsSignature() throws Exception {
        Answer answer = cause("905")
                .introducedAt("650")
                .sameBinary(500, 650)
                .on("2023-08-01")
                .bisect(linux);
        assertCulprit(answer, "650");
        assertThat(answer.conclusion().checks().sameBinary()).isTrue();
        assertThat(answer.asked()).endsWith("build 500");
        assertThat(answer.log()).contains("""
                parent commit <500> wasn't tested
                testing commit <500> gcc
                compiler: gcc (GCC) 12.2.0
                kernel signature: SAME
                culprit signature: SAME
                parent  signature: SAME
                """.replace("SAME", Scenario.SAME_SIGNATURE));
    }

    @Test
    void aCommitOfALaterReleaseMayHaveAnEarlierReleaseAsItsParent() throws Exception {
        Answer answer = cause("905").introducedAt("650").sameBinary(500, 650).bisect(linux);
        assertCulprit(answer, "650");
        assertThat(answer.conclusion().checks().sameBinary()).isTrue();
    }

    @Test
    void aMachineThatSpoilsTooManyRunsEndsTheSearch() throws Exception {
        Answer answer = cause("905").introducedAt("602").spoiled(600, 800).bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.FAILED);
        assertThat(answer.conclusion().error()).isEqualTo("unable to determine the verdict because of infra errors");
        assertThat(answer.asked()).containsExactly("905", "900", "800");
    }

    @Test
    void aCommitOnABranchThatWasNotMergedIsAStartLikeAnyOther() throws Exception {
        assertCulprit(cause("852").introducedAt("602").bisect(linux), "602");
    }

    @Test
    void aMergeMayBeTheCulpritAndIsNotComparedWithItsParents() throws Exception {
        Answer answer = cause("905").introducedAt("804").sameBinary(792, 804).bisect(linux);
        assertCulprit(answer, "804");
        assertThat(answer.conclusion().checks().sameBinary()).isFalse();
        assertThat(answer.log()).contains("Merge: ").doesNotContain("culprit signature");
    }

    @Test
    void aFewLostConnectionsAreNoCrashes() throws Exception {
        Ending lost = Ending.crash("lost connection to test machine");
        Answer answer = cause("905")
                .introducedAt("602")
                .clean(Runs.all(Ending.OK).butFirst(all -> all / 3, lost))
                .bisect(linux);
        assertCulprit(answer, "602");
        assertThat(answer.log()).contains("run #0: ignore: lost connection to test machine\n");
    }

    @Test
    void theSameCulpritIsFoundByTheRulesOfEveryDay() throws Exception {
        for (String day : new String[] {"2019-08-01", "2020-03-01", "2020-09-15", "2022-11-01", "2023-06-20"}) {
            assertCulprit(cause("905").introducedAt("602").on(day).bisect(linux), "602");
        }
        assertCulprit(cause("905").introducedAt("602").by(Rules.syzbot2020(10)).bisect(linux), "602");
    }
}
