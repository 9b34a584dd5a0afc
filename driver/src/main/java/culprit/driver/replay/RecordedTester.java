package culprit.driver.replay;

import culprit.driver.procedure.Build;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.Rules;
import culprit.driver.procedure.TestRequest;
import culprit.driver.procedure.TestResult;
import culprit.driver.procedure.TestResult.Failure;
import culprit.driver.procedure.Tester;
import culprit.driver.replay.RecordedTest.Phase;
import culprit.git.Commit;
import culprit.report.CrashReport;
import culprit.report.EventSink;
import culprit.report.Run;
import culprit.report.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers with what a log says that kernels did.
 *
 * <p>A log tells times only in sum. All of them are given to its last test, so that the sums come out as they should and
 * the clock is past the limit for a bisection exactly when the log is at its end.
 */
final class RecordedTester implements Tester {
    private static final Totals NO_TOTALS = new Totals(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private final RecordedLog log;
    private final RecordEnd end;
    private final EventSink events;
    private final boolean buildFailuresEnd;
    private final Map<String, Deque<RecordedTest>> tests = new HashMap<>();
    private final Totals totals;
    private final Optional<CrashReport> crash;

    /** A tester; the rules say how to take an error that ends the log in the middle of a build. */
    RecordedTester(RecordedLog log, RecordEnd end, EventSink events, Rules rules) {
        this.log = log;
        this.end = end;
        this.events = events;
        this.buildFailuresEnd = rules.endAtBuildFailures();
        this.totals = log.end().map(ended -> ended.totals()).orElse(NO_TOTALS);
        this.crash = log.conclusion().flatMap(found -> found.crash());
        log.tests()
                .forEach(test -> tests.computeIfAbsent(test.commit(), commit -> new ArrayDeque<>())
                        .add(test));
    }

    @Override
    public Preparation prepare() throws InfraException {
        if (!log.tests().isEmpty()) {
            return new Preparation(Duration.ZERO, Optional.empty());
        }
        String error = log.error().orElseThrow(() -> end.evidence("any test"));
        return new Preparation(totals.total(), Optional.of(error));
    }

    @Override
    public TestResult test(TestRequest request) throws InfraException {
        RecordedTest test = next(request.commit());
        tell(test);
        TestResult result = test.result(request.runs());
        if (isWhole(test)) {
            return timed(test, result);
        }
        String error = log.error().orElseThrow(() -> end.evidence("the end of the test of " + test.commit()));
        if (buildFailuresEnd && test.kernel().isEmpty()) {
            Build failed = Build.failed(error, Duration.ZERO);
            return timed(test, new TestResult(failed, List.of(), Duration.ZERO, result.finished()));
        }
        Optional<Failure> failure = Optional.of(new Failure(error, true));
        return timed(test, new TestResult(test.build(), List.of(), failure, Duration.ZERO, result.finished()));
    }

    private TestResult timed(RecordedTest test, TestResult result) {
        boolean isLast = log.lastTest().filter(last -> last == test).isPresent();
        Totals spent = isLast ? totals : NO_TOTALS;
        Build build = result.build();
        return new TestResult(
                new Build(build.succeeded(), build.signature(), build.error(), spent.build()),
                result.runs().stream().map(this::withReport).toList(),
                result.failure(),
                spent.test(),
                Instant.EPOCH.plus(spent.total()));
    }

    @Override
    public Build build(Commit commit) throws InfraException {
        RecordedTest test = next(commit);
        tell(test);
        return test.build();
    }

    private RecordedTest next(Commit commit) throws InfraException {
        Deque<RecordedTest> left = tests.getOrDefault(commit.id(), new ArrayDeque<>());
        if (left.isEmpty()) {
            throw end.evidence("a test of commit " + commit.id());
        }
        return left.remove();
    }

    private void tell(RecordedTest test) {
        events.accept(test.started());
        test.told().forEach(events::accept);
    }

    /** Where a log breaks off, nobody knows whether the last test goes on. */
    private boolean isWhole(RecordedTest test) {
        boolean isLast = log.last().filter(last -> last == test).isPresent();
        boolean somethingFollows = log.end().isPresent()
                || (test.phase() == Phase.STEP && log.markOf(test.commit()).isPresent())
                || (test.phase() != Phase.STEP && log.search().isPresent());
        return test.isAnswered() && (!isLast || somethingFollows);
    }

    /** A log has the report of one crash only. */
    private Run withReport(Run run) {
        return crash.filter(found -> found.title().equals(run.title()))
                .map(found ->
                        new Run(run.number(), run.outcome(), run.title(), found.text(), run.console(), run.elapsed()))
                .orElse(run);
    }
}
