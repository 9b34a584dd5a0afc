package culprit.driver.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.driver.ExitCode;
import culprit.driver.procedure.ScriptedTester.Behaviour;
import culprit.git.Commit;
import culprit.git.JGitHistory;
import culprit.report.Conclusion;
import culprit.report.Conclusion.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The procedure on real repositories, with kernels that behave as a script says. */
class BisectionTest {
    @TempDir
    private Path directory;

    private final Recording recording = new Recording();
    private List<String> asked = List.of();

    private Conclusion bisect(
            TestRepository repository, Function<String, Behaviour> script, String bad, String... goods)
            throws Exception {
        ScriptedTester tester = new ScriptedTester(script, recording);
        try (JGitHistory history = repository.open()) {
            List<Commit> known = new ArrayList<>();
            for (String good : goods) {
                known.add(history.commit(repository.id(good)));
            }
            Plan plan = Plan.cause(Instant.EPOCH, history.commit(repository.id(bad)), known);
            Bisection.requireProspects(history, plan);
            return new Bisection(history, tester, recording, plan, Rules.syzbot2020(10)).run();
        } finally {
            asked = tester.asked();
        }
    }

    private TestRepository withReleases() throws Exception {
        try (TestRepository.Teller teller = TestRepository.at(directory.resolve("linux"))) {
            return teller.commit("0")
                    .row(1, 40)
                    .tag("v6.0", "5")
                    .tag("v6.1-rc1", "8")
                    .tag("v6.1", "10")
                    .tag("v6.2", "20")
                    .tag("v6.3", "30")
                    .done("40");
        }
    }

    @Test
    void namesTheCommitThatBroughtTheCrash() throws Exception {
        TestRepository repository = TestRepository.row(directory.resolve("linux"), 20);
        for (int introduced = 1; introduced <= 20; introduced++) {
            Conclusion conclusion = bisect(repository, ScriptedTester.introducedAt(introduced), "20", "0");
            assertThat(conclusion.kind()).isEqualTo(Kind.CULPRIT);
            assertThat(conclusion.title()).isEqualTo(Integer.toString(introduced));
            assertThat(conclusion.commit()).isEqualTo(repository.id(conclusion.title()));
        }
    }

    @Test
    void testsReleasesFromTheNewestUntilOneDoesNotCrash() throws Exception {
        Conclusion conclusion = bisect(withReleases(), ScriptedTester.introducedAt(13), "40");
        assertThat(conclusion.title()).isEqualTo("13");
        assertThat(asked).startsWith("40", "30", "20", "10");
        assertThat(asked).doesNotContain("8", "5");
    }

    @Test
    void aReleaseThatCannotBeTestedIsPassedOver() throws Exception {
        Function<String, Behaviour> script = ScriptedTester.introducedAt(13);
        Conclusion conclusion = bisect(
                withReleases(),
                title -> title.equals("20") ? script.apply(title).unbootable() : script.apply(title),
                "40");
        assertThat(conclusion.title()).isEqualTo("13");
        assertThat(recording.log()).contains("all runs: boot failed: no init\n");
    }

    @Test
    void aCrashOlderThanAllReleasesIsSaidToBe() throws Exception {
        Conclusion conclusion = bisect(withReleases(), ScriptedTester.introducedAt(2), "40");
        assertThat(conclusion.kind()).isEqualTo(Kind.OLDEST_RELEASE_BAD);
        assertThat(conclusion.title()).isEqualTo("5");
    }

    @Test
    void withoutATestableOldReleaseNothingIsClaimed() throws Exception {
        Conclusion conclusion = bisect(
                withReleases(),
                title -> Integer.parseInt(title) < 35 ? Behaviour.good(title).unbuildable() : Behaviour.bad(title),
                "40");
        assertThat(conclusion.kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void oneCrashInTenRunsIsEnough() throws Exception {
        TestRepository repository = TestRepository.row(directory.resolve("linux"), 9);
        Conclusion conclusion = bisect(
                repository,
                title -> Integer.parseInt(title) < 4
                        ? Behaviour.good(title)
                        : Behaviour.good(title).crashing(1),
                "9",
                "0");
        assertThat(conclusion.title()).isEqualTo("4");
    }

    @Test
    void aBadCommitThatDoesNotCrashEndsTheBisectionAtOnce() throws Exception {
        Conclusion conclusion = bisect(withReleases(), Behaviour::good, "40");
        assertThat(conclusion.kind()).isEqualTo(Kind.NOT_REPRODUCED);
        assertThat(asked).containsExactly("40");
        assertThat(recording.log()).endsWith("error: the crash wasn't reproduced on the original commit\n");
    }

    @Test
    void goesAroundCommitsThatDoNotBuild() throws Exception {
        TestRepository repository = TestRepository.row(directory.resolve("linux"), 30);
        Function<String, Behaviour> script = ScriptedTester.introducedAt(21);
        Conclusion conclusion = bisect(
                repository,
                title -> Integer.parseInt(title) >= 12 && Integer.parseInt(title) <= 17
                        ? script.apply(title).unbuildable()
                        : script.apply(title),
                "30",
                "0");
        assertThat(conclusion.title()).isEqualTo("21");
        assertThat(recording.log()).contains("# git bisect skip ");
    }

    @Test
    void aCulpritHiddenAmongUntestableCommitsGivesTheCandidates() throws Exception {
        TestRepository repository = TestRepository.row(directory.resolve("linux"), 10);
        Function<String, Behaviour> script = ScriptedTester.introducedAt(5);
        Conclusion conclusion = bisect(
                repository,
                title -> List.of("4", "5", "6").contains(title)
                        ? script.apply(title).unbuildable()
                        : script.apply(title),
                "10",
                "0");
        assertThat(conclusion.kind()).isEqualTo(Kind.CANDIDATES);
        assertThat(conclusion.candidates())
                .containsExactlyInAnyOrder(
                        repository.id("4"), repository.id("5"), repository.id("6"), repository.id("7"));
    }

    @Test
    void theParentIsBuiltForItsSignatureOnlyIfItWasNotTested() throws Exception {
        TestRepository repository = TestRepository.row(directory.resolve("linux"), 8);
        bisect(repository, ScriptedTester.introducedAt(1), "8", "0");
        assertThat(asked).endsWith("build 0");
        bisect(repository, ScriptedTester.introducedAt(5), "8", "0");
        assertThat(asked).noneMatch(request -> request.startsWith("build"));
    }

    @Test
    void aCulpritWithItsParentsKernelIsDoubted() throws Exception {
        TestRepository repository = TestRepository.row(directory.resolve("linux"), 8);
        Conclusion conclusion = bisect(
                repository,
                title -> ScriptedTester.introducedAt(5).apply(title).withSignature("always the same"),
                "8",
                "0");
        assertThat(conclusion.checks().sameBinary()).isTrue();
        assertThat(ExitCode.of(conclusion)).isEqualTo(ExitCode.DOUBTFUL);
    }

    @Test
    void aMergeBaseIsTestedWhenAGoodCommitIsOnAnotherBranch() throws Exception {
        TestRepository repository;
        try (TestRepository.Teller teller = TestRepository.at(directory.resolve("linux"))) {
            repository = teller.commit("0")
                    .row(1, 5)
                    .commit("100", "2")
                    .commit("101", "100")
                    .done("5");
        }
        Conclusion conclusion = bisect(
                repository,
                title -> List.of("4", "5").contains(title) ? Behaviour.bad(title) : Behaviour.good(title),
                "5",
                "101");
        assertThat(conclusion.title()).isEqualTo("4");
        assertThat(recording.log()).contains("Bisecting: a merge base must be tested\n");
    }

    @Test
    void aMergeBaseThatCannotBeTestedIsWarnedOfInGitsWords() throws Exception {
        TestRepository repository;
        try (TestRepository.Teller teller = TestRepository.at(directory.resolve("linux"))) {
            repository = teller.commit("0").row(1, 5).commit("100", "2").done("5");
        }
        Conclusion conclusion = bisect(
                repository,
                title -> switch (title) {
                    case "2" -> Behaviour.good(title).unbuildable();
                    case "4", "5" -> Behaviour.bad(title);
                    default -> Behaviour.good(title);
                },
                "5",
                "100");
        assertThat(conclusion.title()).isEqualTo("4");
        assertThat(repository.withTitles(recording.log()))
                .contains("# git bisect skip <2>\nwarning: the merge base between <5> and [<100>] must be skipped.\n");
    }

    @Test
    void aGoodCommitAfterTheBadOneIsRefusedInGitsWordsBeforeAnythingIsTested() throws Exception {
        TestRepository repository = TestRepository.row(directory.resolve("linux"), 9);
        assertThatThrownBy(() -> bisect(repository, ScriptedTester.introducedAt(4), "5", "9"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Maybe you mistook good and bad revs?");
        assertThat(asked).isEmpty();
    }

    @Test
    void withoutGoodCommitAndReleaseTagsTheUserIsToldWhatToGive() throws Exception {
        TestRepository repository = TestRepository.row(directory.resolve("linux"), 9);
        assertThatThrownBy(() -> bisect(repository, ScriptedTester.introducedAt(4), "9"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--good")
                .hasMessageContaining("git fetch --tags");
    }

    @Test
    void theSameAnswersGiveTheSameEvents() throws Exception {
        TestRepository repository = withReleases();
        bisect(repository, ScriptedTester.introducedAt(23), "40");
        int half = recording.events().size();
        bisect(repository, ScriptedTester.introducedAt(23), "40");
        assertThat(recording.events().subList(half, 2 * half))
                .isEqualTo(recording.events().subList(0, half));
    }

    @Test
    void theLogReadsLikeSyzbots() throws Exception {
        TestRepository repository;
        try (TestRepository.Teller teller = TestRepository.at(directory.resolve("linux"))) {
            repository = teller.commit("0").row(1, 4).tag("v6.1", "1").done("4");
        }
        bisect(repository, ScriptedTester.introducedAt(3), "4");
        assertThat(repository.withTitles(recording.log())).isEqualTo("""
                        bisecting cause commit starting from <4>
                        testing commit <4> with gcc (GCC) 12.2.0
                        kernel signature: signature of 4
                        all runs: crashed: WARNING in f
                        testing release v6.1
                        testing commit <1> with gcc (GCC) 12.2.0
                        kernel signature: signature of 1
                        all runs: OK
                        # git bisect start <4> <1>
                        Bisecting: 0 revisions left to test after this (roughly 1 step)
                        [<3>] 3
                        testing commit <3> with gcc (GCC) 12.2.0
                        kernel signature: signature of 3
                        all runs: crashed: WARNING in f
                        # git bisect bad <3>
                        Bisecting: 0 revisions left to test after this (roughly 0 steps)
                        [<2>] 2
                        testing commit <2> with gcc (GCC) 12.2.0
                        kernel signature: signature of 2
                        all runs: OK
                        # git bisect good <2>
                        <3> is the first bad commit
                        commit <3>
                        Author: Ada <ada@example.org>
                        Date:   Sat Oct 1 12:04:00 2022 +0200

                            3
                           \s
                            Signed-off-by: Ada <ada@example.org>

                         number | 2 +-
                         1 file changed, 1 insertion(+), 1 deletion(-)
                        culprit signature: signature of 3
                        parent  signature: signature of 2
                        revisions tested: 4, total time: 2m40s (build: 2m0s, test: 40s)
                        first bad commit: <3> 3
                        cc: ["ada@example.org"]
                        crash: WARNING in f

                        """);
    }
}
