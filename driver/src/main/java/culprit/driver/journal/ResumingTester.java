package culprit.driver.journal;

import culprit.driver.procedure.Build;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.TestRequest;
import culprit.driver.procedure.TestResult;
import culprit.driver.procedure.Tester;
import culprit.git.Commit;
import culprit.report.EventSink;
import culprit.report.Run;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Answers from what a journal knows, tells that story again, and has only the rest found out: what is not known at all,
 * the missing runs of a test that was interrupted, and the runs that this machine spoiled.
 */
public final class ResumingTester implements Tester {
    private final Known known;
    private final Tester otherwise;
    private final EventSink events;

    /** A tester that asks another one for what is not known. */
    public ResumingTester(Known known, Tester otherwise, EventSink events) {
        this.known = known;
        this.otherwise = otherwise;
        this.events = events;
    }

    @Override
    public Preparation prepare() throws InfraException, InterruptedException {
        return otherwise.prepare();
    }

    @Override
    public TestResult test(TestRequest request) throws InfraException, InterruptedException {
        Optional<Evidence> found = built(request.commit());
        if (found.isEmpty()) {
            return otherwise.test(request);
        }
        Evidence evidence = found.get();
        evidence.story(request.runs()).forEach(events::accept);
        Build build = evidence.build().orElseThrow();
        List<Run> runs = evidence.runs(request.runs());
        Duration elapsed = evidence.elapsed(request.runs());
        if (!build.succeeded() || request.isAnsweredBy(runs)) {
            return new TestResult(build, runs, elapsed, evidence.finished(request.runs()));
        }
        TestResult rest = otherwise.test(request.knowing(build, runs));
        return new TestResult(rest.build(), rest.runs(), rest.failure(), elapsed.plus(rest.elapsed()), rest.finished());
    }

    @Override
    public Build build(Commit commit) throws InfraException, InterruptedException {
        Optional<Evidence> found = built(commit);
        if (found.isEmpty()) {
            return otherwise.build(commit);
        }
        found.get().story(0).forEach(events::accept);
        return found.get().build().orElseThrow();
    }

    /** A build that was interrupted is begun anew, as if it had never been begun. */
    private Optional<Evidence> built(Commit commit) {
        return known.next(commit.id()).filter(evidence -> evidence.build().isPresent());
    }
}
