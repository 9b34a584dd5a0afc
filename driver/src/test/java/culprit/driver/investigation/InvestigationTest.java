package culprit.driver.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.procedure.TestRepository;
import culprit.report.Check;
import culprit.report.Conclusion;
import culprit.report.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvestigationTest {
    private static final String TARGET = "KASAN: use-after-free Read in pipe_read";
    private static final String OTHER = "WARNING in tcp_retransmit_timer";

    @TempDir
    private Path directory;

    private TestRepository linux;

    @BeforeEach
    void history() throws Exception {
        try (TestRepository.Teller teller = TestRepository.at(directory.resolve("linux"))) {
            linux = teller.separately()
                    .commit("0")
                    .row(1, 200)
                    .tag("v6.0", "5")
                    .tag("v6.1", "60")
                    .tag("v6.2", "120")
                    .done("200");
        }
    }

    private static List<Check.Result> results(Conclusion conclusion) {
        return conclusion.checks().list().stream().map(Check::result).toList();
    }

    private static String texts(Conclusion conclusion) {
        return conclusion.checks().list().stream().map(Check::text).collect(Collectors.joining("\n"));
    }

    @Test
    void aCulpritIsFoundAndProved() throws Exception {
        Inquest inquest = new Inquest(linux);
        Conclusion conclusion = inquest.of(Bugs.none().from(77, 1, TARGET), "200", "0");
        assertThat(conclusion.commit()).as(inquest.log()).isEqualTo(linux.id("77"));
        assertThat(results(conclusion)).as(texts(conclusion)).hasSize(8).containsOnly(Check.Result.PASS);
        assertThat(conclusion.checks().confidence().orElseThrow()).isGreaterThan(0.95);
        assertThat(conclusion.crash().orElseThrow().title()).isEqualTo(TARGET);
        assertThat(inquest.log())
                .contains("culprit: the target is \"" + TARGET + "\"\n")
                .contains("culprit: <77> is bad: ")
                .contains("culprit: reverted on the bad commit, it stays clean: PASS (")
                .contains("\n# git bisect bad <77>\n<77> is the first bad commit\n");
    }

    @Test
    void aBugThatSeldomShowsIsFoundWithFewerRunsThanTenAtEachCommit() throws Exception {
        Inquest inquest = new Inquest(linux).withoutProof();
        Conclusion conclusion = inquest.of(Bugs.none().from(123, 0.3, TARGET), "200", "0");
        assertThat(conclusion.commit()).as(inquest.log()).isEqualTo(linux.id("123"));
        assertThat(inquest.runs()).isLessThan(10 * 10);
    }

    @Test
    void whoChangesTheFileThatCrashesIsSuspectedFirst() throws Exception {
        Inquest inquest = new Inquest(linux).withoutProof();
        Conclusion conclusion = inquest.of(Bugs.none().from(123, 0.3, TARGET).in("123.c"), "200", "0");
        assertThat(conclusion.commit()).as(inquest.log()).isEqualTo(linux.id("123"));
        assertThat(inquest.builds()).as(inquest.log()).isLessThanOrEqualTo(6);
        assertThat(inquest.log())
                .contains("culprit: 1 of 200 commits change files on the stack of the crash, which makes them likelier:"
                        + " 123.c\n");
    }

    @Test
    void aSuspectIsTriedByItsRevertBeforeItIsNamed() throws Exception {
        Inquest inquest = new Inquest(linux);
        Conclusion conclusion = inquest.of(Bugs.none().from(123, 0.3, TARGET).in("123.c"), "200", "0");
        assertThat(results(conclusion)).as(texts(conclusion)).hasSize(8).containsOnly(Check.Result.PASS);
        assertThat(inquest.log())
                .containsSubsequence(
                        "culprit: the culprit is <123> with 0.9",
                        "culprit: testing <200> without the change of <123>\n",
                        "culprit: the culprit is <123> with 0.98",
                        "culprit: <122> is good: ")
                .containsOnlyOnce("without the change of");
    }

    @Test
    void whoIsSuspectedWronglyIsAcquitted() throws Exception {
        Inquest inquest = new Inquest(linux);
        Conclusion conclusion = inquest.of(Bugs.none().from(123, 0.3, TARGET).in("40.c"), "200", "0");
        assertThat(conclusion.commit()).as(inquest.log()).isEqualTo(linux.id("123"));
        assertThat(results(conclusion)).as(texts(conclusion)).doesNotContain(Check.Result.FAIL);
    }

    @Test
    void otherCrashesAreNeitherGoodNorBad() throws Exception {
        Inquest inquest = new Inquest(linux);
        Conclusion conclusion =
                inquest.of(Bugs.none().between(10, 150, 0.5, OTHER).from(123, 0.9, TARGET), "200", "0");
        assertThat(conclusion.commit()).as(inquest.log()).isEqualTo(linux.id("123"));
        assertThat(results(conclusion)).as(texts(conclusion)).doesNotContain(Check.Result.FAIL);
    }

    @Test
    void commitsOfWhichAnotherCrashHidesTheBugAreNamedTogether() throws Exception {
        Inquest inquest = new Inquest(linux);
        Conclusion conclusion =
                inquest.of(Bugs.none().between(118, 130, 1, OTHER).from(123, 1, TARGET), "200", "0");
        assertThat(conclusion.kind()).as(inquest.log()).isEqualTo(Conclusion.Kind.CANDIDATES);
        List<String> expected = java.util.stream.IntStream.rangeClosed(118, 130)
                .mapToObj(number -> linux.id(Integer.toString(number)))
                .toList();
        assertThat(conclusion.candidates()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(inquest.log()).contains(" is masked: 0 of ");
    }

    @Test
    void commitsThatDoNotBuildAreNamedTogether() throws Exception {
        Inquest inquest = new Inquest(linux);
        Conclusion conclusion = inquest.of(Bugs.none().unbuildable(118, 125).from(123, 1, TARGET), "200", "0");
        assertThat(conclusion.kind()).as(inquest.log()).isEqualTo(Conclusion.Kind.CANDIDATES);
        assertThat(conclusion.candidates()).hasSize(8).contains(linux.id("123"));
        assertThat(inquest.log()).contains(" is untestable: its kernel does not build\n");
    }

    @Test
    void anotherTitleOfTheSameFunctionCountsAndTheLogSaysSo() throws Exception {
        Inquest inquest = new Inquest(linux);
        Bugs bugs = Bugs.none().from(150, 1, TARGET).between(77, 150, 1, "KASAN: slab-out-of-bounds Read in pipe_read");
        Conclusion conclusion = inquest.of(bugs, "200", "0");
        assertThat(conclusion.commit()).as(inquest.log()).isEqualTo(linux.id("77"));
        assertThat(inquest.log())
                .contains(
                        "culprit: \"KASAN: slab-out-of-bounds Read in pipe_read\" counts as the target from here on, for"
                                + " it is like \"" + TARGET + "\"\n");
    }

    @Test
    void theUserSaysWhichOfTwoCrashesIsWanted() throws Exception {
        Bugs bugs = Bugs.none().from(30, 0.5, OTHER).from(77, 0.9, TARGET);
        Inquest pipe = new Inquest(linux).lookingFor("pipe_read");
        assertThat(pipe.of(bugs, "200", "0").commit()).as(pipe.log()).isEqualTo(linux.id("77"));
        Inquest tcp = new Inquest(linux).lookingFor("tcp_retransmit");
        assertThat(tcp.of(bugs, "200", "0").commit()).as(tcp.log()).isEqualTo(linux.id("30"));
    }

    @Test
    void withoutAGoodCommitReleasesAreTestedFromTheNewestOn() throws Exception {
        Inquest inquest = new Inquest(linux);
        Conclusion conclusion = inquest.of(Bugs.none().from(33, 0.5, TARGET), "200");
        assertThat(conclusion.commit()).as(inquest.log()).isEqualTo(linux.id("33"));
        assertThat(inquest.log())
                .containsSubsequence("testing release v6.2\n", "testing release v6.1\n", "testing release v6.0\n")
                .contains("# git bisect start <60> <5>\n");
    }

    @Test
    void aMergeIsNamedWithTheDoubtThatItIsOne() throws Exception {
        TestRepository merged;
        try (TestRepository.Teller teller = TestRepository.at(directory.resolve("merged"))) {
            merged = teller.separately()
                    .commit("0")
                    .row(1, 10)
                    .commit("11", "5")
                    .row(12, 19)
                    .commit("20", "10", "19")
                    .row(21, 30)
                    .done("30");
        }
        Inquest inquest = new Inquest(merged);
        Conclusion conclusion = inquest.of(Bugs.none().from(20, 1, TARGET), "30", "0");
        assertThat(conclusion.commit()).as(inquest.log()).isEqualTo(merged.id("20"));
        assertThat(conclusion.checks().areDoubtful()).isTrue();
        assertThat(conclusion.checks().failed())
                .containsExactly(new Check(
                        "it is no merge", Check.Result.FAIL, "it has 2 parents, which may only be bad together"));
        assertThat(results(conclusion)).contains(Check.Result.NOT_APPLICABLE);
    }

    @Test
    void aReleaseIsNamedWithTheDoubtThatItIsOne() throws Exception {
        Conclusion conclusion = new Inquest(linux).of(Bugs.none().from(120, 1, TARGET), "200", "0");
        assertThat(conclusion.commit()).isEqualTo(linux.id("120"));
        assertThat(conclusion.checks().failed()).extracting(Check::name).containsExactly("it is no release");
    }

    @Test
    void aCulpritWhoseParentLacksTheFunctionExposesTheBug() throws Exception {
        Inquest inquest = new Inquest(linux).withFunctionSince("77");
        Conclusion conclusion = inquest.of(Bugs.none().from(77, 1, TARGET), "200", "0");
        assertThat(conclusion.checks().exposes())
                .contains("its parent's kernel lacks pipe_read, and it does not change fs/pipe.c");
        assertThat(new Inquest(linux)
                        .withFunctionSince("20")
                        .of(Bugs.none().from(77, 1, TARGET), "200", "0")
                        .checks()
                        .exposes())
                .isEmpty();
    }

    @Test
    void aCommitWithTheKernelOfItsParentIsNotNamedThoughTheParentSeemedClean() throws Exception {
        Bugs bugs = Bugs.none().from(76, 0.5, TARGET).atFirstClean(76);
        Inquest misled = new Inquest(linux).withoutProof();
        assertThat(misled.of(bugs, "200", "0").commit()).as(misled.log()).isEqualTo(linux.id("77"));
        Inquest inquest = new Inquest(linux).withoutProof();
        Conclusion conclusion = inquest.of(bugs.sameKernel(76, 77), "200", "0");
        assertThat(conclusion.commit()).as(inquest.log()).isEqualTo(linux.id("76"));
    }

    @Test
    void aReleaseThatOnlySeemedCleanIsPassedInTheEnd() throws Exception {
        Bugs bugs = Bugs.none().from(33, 0.2, TARGET);
        Inquest inquest = new Inquest(linux);
        Conclusion conclusion = inquest.of(bugs.atFirstClean(60), "200");
        assertThat(conclusion.commit()).as(inquest.log()).isEqualTo(linux.id("33"));
        assertThat(inquest.log())
                .containsSubsequence(
                        "# git bisect start <120> <60>\n",
                        "culprit: the bug is older than <60>, with 0.9",
                        "# git bisect start <60> <5>\n");
    }

    @Test
    void aReleaseThatHasTheBugAfterAllIsDoubtedUntilThatShows() throws Exception {
        Inquest inquest = new Inquest(linux);
        Conclusion conclusion = inquest.of(Bugs.none().from(3, 0.2, TARGET), "200", "60");
        assertThat(conclusion.kind()).as(inquest.log()).isEqualTo(Conclusion.Kind.FAILED);
        assertThat(conclusion.error()).startsWith("the bug is older than " + linux.id("60"));
    }

    @Test
    void aBugThatDoesNotShowIsNotReproduced() throws Exception {
        Inquest inquest = new Inquest(linux);
        Conclusion conclusion = inquest.of(Bugs.none(), "200", "0");
        assertThat(conclusion.kind()).isEqualTo(Conclusion.Kind.NOT_REPRODUCED);
        assertThat(inquest.runs()).isEqualTo(60);
        assertThat(inquest.builds()).isEqualTo(1);
    }

    @Test
    void aBugInEveryReleaseIsOlder() throws Exception {
        Conclusion conclusion = new Inquest(linux).of(Bugs.none().from(1, 1, TARGET), "200");
        assertThat(conclusion.kind()).isEqualTo(Conclusion.Kind.OLDEST_RELEASE_BAD);
        assertThat(conclusion.commit()).isEqualTo(linux.id("5"));
    }

    @Test
    void whatIsBelievedIsToldAfterEachTest() throws Exception {
        Inquest inquest = new Inquest(linux);
        inquest.of(Bugs.none().from(77, 0.6, TARGET), "200", "0");
        List<Event.Believed> believed = inquest.events().stream()
                .filter(Event.Believed.class::isInstance)
                .map(Event.Believed.class::cast)
                .toList();
        assertThat(believed).hasSizeGreaterThan(7);
        Event.Believed last = believed.get(believed.size() - 1);
        assertThat(last.commit()).isEqualTo(linux.id("77"));
        assertThat(last.left()).isEqualTo(1);
        assertThat(last.rate().low()).isLessThan(0.6);
        assertThat(last.rate().high()).isGreaterThan(0.6);
    }
}
