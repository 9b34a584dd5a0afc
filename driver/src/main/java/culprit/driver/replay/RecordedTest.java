package culprit.driver.replay;

import culprit.driver.procedure.Build;
import culprit.driver.procedure.TestResult;
import culprit.report.Bytes;
import culprit.report.Event;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.TextKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a log says about one test of a commit; grows while the log is read.
 *
 * <p>{@link #told} are the events that come from outside: start, tools' output, kernel, failed build.
 */
final class RecordedTest {
    private final long line;
    private final Event.TestStarted started;
    private final Phase phase;
    private final List<Event> told = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private boolean alike;
    private long end;
    private Optional<Event.KernelBuilt> kernel = Optional.empty();
    private Optional<String> buildError = Optional.empty();
    private Optional<String> failure = Optional.empty();

    /** What a test is for. */
    enum Phase {
        /** To see the crash where it was found. */
        ORIGINAL,
        /** To find out where to search: a release, a merge base, the tip of the branch. */
        RANGE,
        /** A step of the search. */
        STEP,
        /** In search of a fix: to find out whether a step has the bug in its history. */
        PRESENCE,
        /** No test: only the kernel's signature is wanted. */
        PARENT
    }

    RecordedTest(long line, Event.TestStarted started, Phase phase) {
        this.line = line;
        this.started = started;
        this.phase = phase;
    }

    void built(Event.KernelBuilt event) {
        kernel = Optional.of(event);
        told.add(event);
    }

    void unbuilt(String error, Event event) {
        buildError = Optional.of(error);
        told.add(event);
    }

    void failed(String error) {
        failure = Optional.of(error);
    }

    void printed(Event.Verbatim output) {
        told.add(output);
    }

    void ran(Event.RunsListed listed) {
        runs.addAll(listed.runs());
        alike = listed.alike();
    }

    /** The last text goes on. */
    void goesOn(Bytes text) {
        if (!runs.isEmpty()) {
            Run last = runs.remove(runs.size() - 1);
            runs.add(Run.recorded(last.number(), last.outcome(), joined(last.title(), text)));
        } else if (failure.isPresent()) {
            failure = failure.map(error -> joined(error, text));
        } else if (buildError.isPresent()) {
            buildError = buildError.map(error -> joined(error, text));
            told.add(new Event.Verbatim(TextKind.CONTINUED, text));
        }
    }

    private static String joined(String text, Bytes further) {
        String more = further.toString();
        return text + "\n" + (more.endsWith("\n") ? more.substring(0, more.length() - 1) : more);
    }

    /** Something else begins in this line of the log; of such lines the first counts. */
    void endBefore(long next) {
        if (end == 0 && isAnswered()) {
            end = next;
        }
    }

    /** The number of the line after it, where its verdict shows; of its first line if the log has no such. */
    long end() {
        return end == 0 ? line : end;
    }

    /** The number of its first line in the log. */
    long line() {
        return line;
    }

    String commit() {
        return started.commit();
    }

    Event.TestStarted started() {
        return started;
    }

    Phase phase() {
        return phase;
    }

    List<Event> told() {
        return told;
    }

    Optional<Event.KernelBuilt> kernel() {
        return kernel;
    }

    Optional<String> buildError() {
        return buildError;
    }

    Optional<String> failure() {
        return failure;
    }

    /** Whether the log says how it ended. */
    boolean isAnswered() {
        return buildError.isPresent() || failure.isPresent() || !runs.isEmpty() || phase == Phase.PARENT;
    }

    /** How many runs the log lists; one if it says that all were alike. */
    int runsListed() {
        return runs.size();
    }

    /** No more runs than were asked for; as many, if the log says only that all ended alike. */
    List<Run> runs(int wanted) {
        List<Run> numbered = new ArrayList<>();
        int count = alike ? wanted : Math.min(runs.size(), wanted);
        for (int number = 0; number < count; number++) {
            Run run = runs.get(alike ? 0 : number);
            // The log's words for a crash that does not count are a decision.
            Outcome outcome = run.outcome() == Outcome.IGNORED ? Outcome.CRASHED : run.outcome();
            numbered.add(Run.recorded(alike ? number : run.number(), outcome, run.title()));
        }
        return numbered;
    }

    /** The evidence without its times and without the report of a crash. */
    TestResult result(int runsWanted) {
        Optional<TestResult.Failure> trouble = failure.map(error -> new TestResult.Failure(error, false));
        return new TestResult(build(), runs(runsWanted), trouble, Duration.ZERO, Instant.EPOCH);
    }

    /** What is known of the build, without its time. */
    Build build() {
        Optional<String> error = phase == Phase.PARENT ? failure.or(() -> buildError) : buildError;
        if (error.isPresent()) {
            return Build.failed(error.get(), Duration.ZERO);
        }
        String signature = kernel.map(Event.KernelBuilt::signature).orElse("");
        return new Build(kernel.isPresent() || isAnswered(), signature, "", Duration.ZERO);
    }
}
