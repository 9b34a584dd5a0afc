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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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
        Optional<Evidence> found =
                request.build().isPresent() ? known.next(request.commit().id()) : built(request.commit());
        if (found.isEmpty()) {
            return otherwise.test(request);
        }
        Evidence evidence = found.get();
        evidence.story(request.runs()).forEach(events::accept);
        Build build = request.build().or(evidence::build).orElseThrow();
        List<Run> runs = together(request.done(), evidence.runs(request.runs()));
        Duration elapsed = evidence.elapsed(request.runs());
        if (!build.succeeded() || request.isAnsweredBy(runs)) {
            return new TestResult(build, runs, elapsed, evidence.finished(request.runs()));
        }
        TestResult rest = otherwise.test(request.knowing(build, runs));
        return new TestResult(rest.build(), rest.runs(), rest.failure(), elapsed.plus(rest.elapsed()), rest.finished());
    }

    /** A run that this machine spoiled may have been made again before others were asked for. */
    private static List<Run> together(List<Run> done, List<Run> more) {
        Map<Integer, Run> runs = new TreeMap<>();
        Stream.of(more, done).flatMap(List::stream).forEach(run -> runs.put(run.number(), run));
        return List.copyOf(runs.values());
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
