package culprit.driver.journal;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.procedure.Build;
import culprit.driver.procedure.TestRequest;
import culprit.driver.procedure.TestResult;
import culprit.driver.procedure.Tester;
import culprit.git.Commit;
import culprit.report.Bytes;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResumingTesterTest {
    private static final Instant START = Instant.parse("2022-10-01T12:00:00Z");
    private static final Duration BUILD = Duration.ofSeconds(100);
    private static final Build BUILT = Build.succeeded("signature", BUILD);
    private static final Commit COMMIT = new Commit("a".repeat(40), "title", List.of());

    private static final Event.TestStarted STARTED =
            new Event.TestStarted(START, COMMIT.id(), COMMIT.title(), "gcc (GCC) 12.2.0");
    private static final Event.KernelBuilt KERNEL = new Event.KernelBuilt(COMMIT.id(), "signature", BUILD);

    private final List<TestRequest> asked = new ArrayList<>();
    private final List<Event> told = new ArrayList<>();

    /** Another tester, which answers after ten seconds at noon of the next day that all is well. */
    private final class Other implements Tester {
        @Override
        public TestResult test(TestRequest request) {
            asked.add(request);
            Run ok = run(7, Outcome.OK);
            return new TestResult(BUILT, List.of(ok), Duration.ofSeconds(10), START.plus(Duration.ofDays(1)));
        }

        @Override
        public Build build(Commit commit) {
            asked.add(new TestRequest(commit, 1));
            return BUILT;
        }
    }

    private final class Told implements EventSink {
        @Override
        public void accept(Event event) {
            told.add(event);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private static Run run(int number, Outcome outcome) {
        return new Run(number, outcome, "", Bytes.NONE, Path.of("console"), Duration.ofSeconds(60));
    }

    private static Event.RunFinished finished(int second, int number, Outcome outcome) {
        return new Event.RunFinished(START.plusSeconds(second), COMMIT.id(), run(number, outcome));
    }

    private static Event.RunStarted started(int number) {
        return new Event.RunStarted(COMMIT.id(), number);
    }

    private static Event.TestJudged judged(int second, Run... runs) {
        return new Event.TestJudged(
                START.plusSeconds(second), COMMIT.id(), Verdict.GOOD, List.of(runs), Duration.ofSeconds(61));
    }

    private ResumingTester knowing(Event... events) {
        return new ResumingTester(new Known(List.of(events)), new Other(), new Told());
    }

    @Test
    void aTestThatWasJudgedIsToldAgainAndAnsweredWithItsTimes() throws Exception {
        Event.RunFinished run = finished(160, 0, Outcome.OK);
        TestResult result = knowing(STARTED, KERNEL, started(0), run, judged(161, run.run()))
                .test(new TestRequest(COMMIT, 1));
        assertThat(asked).isEmpty();
        assertThat(told).containsExactly(STARTED, KERNEL, started(0), run);
        assertThat(result)
                .isEqualTo(new TestResult(BUILT, List.of(run.run()), Duration.ofSeconds(61), START.plusSeconds(161)));
    }

    @Test
    void onlyTheMissingRunsOfATestAreAskedFor() throws Exception {
        Event.RunFinished run = finished(160, 1, Outcome.CRASHED);
        TestResult result =
                knowing(STARTED, KERNEL, started(0), started(1), run).test(new TestRequest(COMMIT, 3));
        assertThat(asked).containsExactly(new TestRequest(COMMIT, 3).knowing(BUILT, List.of(run.run())));
        assertThat(told).containsExactly(STARTED, KERNEL, started(0), started(1), run);
        assertThat(result.elapsed()).isEqualTo(Duration.ofSeconds(60 + 10));
        assertThat(result.finished()).isEqualTo(START.plus(Duration.ofDays(1)));
    }

    @Test
    void whatWasRemarkedAboutTheGuestsIsToldAgainInItsPlace() throws Exception {
        Event.RunFinished run = finished(160, 0, Outcome.OK);
        Event remark = new Event.GuestsRemarked(COMMIT.id(), "guests are of type microvm");
        ResumingTester tester = knowing(STARTED, KERNEL, started(0), remark, run, judged(161, run.run()));
        tester.test(new TestRequest(COMMIT, 1));
        assertThat(asked).isEmpty();
        assertThat(told).containsExactly(STARTED, KERNEL, started(0), remark, run);
    }

    @Test
    void ofABuildAloneNothingIsToldAboutGuests() throws Exception {
        Event remark = new Event.GuestsRemarked(COMMIT.id(), "guests are of type microvm");
        knowing(STARTED, KERNEL, started(0), remark, finished(160, 0, Outcome.OK))
                .build(COMMIT);
        assertThat(told).containsExactly(STARTED, KERNEL);
    }

    @Test
    void runsThatOverlappedCountOnceInTheTime() throws Exception {
        Event[] events = {
            STARTED, KERNEL, finished(160, 0, Outcome.OK), finished(180, 1, Outcome.OK), finished(4000, 2, Outcome.OK)
        };
        TestResult result = knowing(events).test(new TestRequest(COMMIT, 3));
        assertThat(asked).isEmpty();
        // 100 to 180, and 3940 to 4000 after an interruption.
        assertThat(result.elapsed()).isEqualTo(Duration.ofSeconds(80 + 60));
        assertThat(result.finished()).isEqualTo(START.plusSeconds(4000));
    }

    @Test
    void runsThatThisMachineSpoiledAreMadeAgainThoughTheTestWasJudged() throws Exception {
        Event.RunFinished good = finished(160, 0, Outcome.OK);
        Event.RunFinished spoiled = finished(161, 1, Outcome.INFRA);
        knowing(STARTED, KERNEL, good, spoiled, judged(161, good.run(), spoiled.run()))
                .test(new TestRequest(COMMIT, 2));
        assertThat(asked).containsExactly(new TestRequest(COMMIT, 2).knowing(BUILT, List.of(good.run())));
        assertThat(told).containsExactly(STARTED, KERNEL, good);
    }

    @Test
    void aSpoiledRunThatWasMadeAgainIsKnown() throws Exception {
        Event.RunFinished spoiled = finished(160, 0, Outcome.INFRA);
        Event.RunFinished good = finished(900, 0, Outcome.OK);
        TestResult result = knowing(STARTED, KERNEL, spoiled, judged(160, spoiled.run()), good)
                .test(new TestRequest(COMMIT, 1));
        assertThat(asked).isEmpty();
        assertThat(result.runs()).containsExactly(good.run());
        assertThat(result.elapsed()).isEqualTo(Duration.ofSeconds(60));
    }

    private static final Event.TestContinued CONTINUED = new Event.TestContinued(COMMIT.id(), 2);

    @Test
    void aTestThatWasContinuedIsAnsweredPartByPart() throws Exception {
        Event.RunFinished first = finished(160, 0, Outcome.OK);
        Event.RunFinished second = finished(260, 1, Outcome.OK);
        ResumingTester tester =
                knowing(STARTED, KERNEL, first, judged(160, first.run()), CONTINUED, second, judged(260, first.run()));
        assertThat(tester.test(new TestRequest(COMMIT, 1)).runs()).containsExactly(first.run());
        told.clear();
        TestRequest more = new TestRequest(COMMIT, 2).knowing(BUILT, List.of(first.run()));
        TestResult result = tester.test(more);
        assertThat(result.runs()).containsExactly(first.run(), second.run());
        assertThat(result.build()).isEqualTo(BUILT);
        assertThat(told).containsExactly(second);
        assertThat(asked).isEmpty();
    }

    @Test
    void ofATestThatWasInterruptedWhenItContinuedOnlyTheMissingRunsAreAskedFor() throws Exception {
        Event.RunFinished first = finished(160, 0, Outcome.OK);
        Event.RunFinished second = finished(260, 1, Outcome.OK);
        ResumingTester tester = knowing(STARTED, KERNEL, first, judged(160, first.run()), CONTINUED, second);
        tester.test(new TestRequest(COMMIT, 1));
        tester.test(new TestRequest(COMMIT, 3).knowing(BUILT, List.of(first.run())));
        assertThat(asked)
                .containsExactly(new TestRequest(COMMIT, 3).knowing(BUILT, List.of(first.run(), second.run())));
    }

    @Test
    void aBuildThatWasInterruptedIsRepeatedAsIfItHadNeverBegun() throws Exception {
        knowing(STARTED).test(new TestRequest(COMMIT, 1));
        assertThat(asked).containsExactly(new TestRequest(COMMIT, 1));
        assertThat(told).isEmpty();
    }

    @Test
    void afterSuchABuildTheLastOneCounts() throws Exception {
        Event.TestStarted again = new Event.TestStarted(START.plusSeconds(9), COMMIT.id(), "title", "gcc");
        knowing(STARTED, again, KERNEL).build(COMMIT);
        assertThat(told).containsExactly(again, KERNEL);
    }

    @Test
    void aFailedBuildIsKnown() throws Exception {
        Event.BuildFailed failed = new Event.BuildFailed(COMMIT.id(), "a.c:1: error", BUILD, Path.of("log"));
        TestResult result = knowing(STARTED, failed).test(new TestRequest(COMMIT, 1));
        assertThat(asked).isEmpty();
        assertThat(told).containsExactly(STARTED, failed);
        assertThat(result.build()).isEqualTo(Build.failed("a.c:1: error", BUILD));
        assertThat(result.finished()).isEqualTo(START.plus(BUILD));
    }

    @Test
    void aKernelThatWasOnlyBuiltIsKnownToBuildAndToTest() throws Exception {
        assertThat(knowing(STARTED, KERNEL).build(COMMIT)).isEqualTo(BUILT);
        assertThat(asked).isEmpty();
        knowing(STARTED, KERNEL).test(new TestRequest(COMMIT, 1));
        assertThat(asked).containsExactly(new TestRequest(COMMIT, 1).knowing(BUILT, List.of()));
    }

    @Test
    void aCommitThatWasTestedTwiceIsAnsweredTwiceAndThenAskedFor() throws Exception {
        Event.RunFinished first = finished(160, 0, Outcome.OK);
        Event.RunFinished second = finished(960, 0, Outcome.CRASHED);
        Event.TestStarted again = new Event.TestStarted(START.plusSeconds(800), COMMIT.id(), "title", "gcc");
        ResumingTester tester = knowing(
                STARTED, KERNEL, first, judged(160, first.run()), again, KERNEL, second, judged(960, second.run()));
        TestRequest request = new TestRequest(COMMIT, 1);
        assertThat(tester.test(request).runs()).containsExactly(first.run());
        assertThat(tester.test(request).runs()).containsExactly(second.run());
        assertThat(asked).isEmpty();
        tester.test(request);
        assertThat(asked).containsExactly(request);
    }
}
