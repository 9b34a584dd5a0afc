package culprit.report.terminal;

import culprit.report.Outcome;
import culprit.report.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the bisection stands: what is being done since when, which step it is, how its runs went. One thread's. */
final class Situation {
    private final InstantSource clock;
    private final int runsPerTest;
    private final Instant start;
    private final Forecast forecast = new Forecast();

    private String activity = "";
    private Instant activitySince;

    private Instant testSince;
    private Duration build = Duration.ZERO;
    private boolean running;
    private int runsFinished;
    private int runsCrashed;

    private boolean searching;
    private int step;
    private int stepsAfter;

    Situation(InstantSource clock, int runsPerTest) {
        this.clock = clock;
        this.runsPerTest = runsPerTest;
        this.start = clock.instant();
        this.activitySince = start;
        this.testSince = start;
    }

    void doing(String what) {
        activity = what;
        activitySince = clock.instant();
    }

    void testStarted() {
        testSince = clock.instant();
        build = Duration.ZERO;
        running = false;
        runsFinished = 0;
        runsCrashed = 0;
    }

    void buildEnded(Duration elapsed) {
        build = elapsed;
    }

    /** Tells whether this is the first run of the present test. */
    boolean runStarted() {
        boolean first = !running;
        running = true;
        return first;
    }

    void runFinished(Run run) {
        runsFinished++;
        if (run.outcome() == Outcome.CRASHED) {
            runsCrashed++;
        }
    }

    void testEnded(Duration elapsed) {
        doing("");
        running = false;
        if (searching) {
            forecast.stepTested(build.plus(elapsed));
        } else {
            forecast.rangeTested(build.plus(elapsed));
        }
    }

    void searchStarted() {
        searching = true;
    }

    void stepChosen(int steps) {
        step++;
        stepsAfter = steps;
        testSince = clock.instant();
    }

    void searchEnded() {
        searching = false;
        step = 0;
    }

    Duration elapsed() {
        return since(start);
    }

    /** Never negative, though the clock of a machine may be set back. */
    private Duration since(Instant then) {
        Duration time = Duration.between(then, clock.instant());
        return time.isNegative() ? Duration.ZERO : time;
    }

    /** Such as {@code step 4 of ~6}; empty outside the steps of the search. */
    Optional<String> step() {
        return step == 0 ? Optional.empty() : Optional.of("step " + step + " of ~" + (step + stepsAfter));
    }

    /** How long it takes, as far as that can be said. */
    String outlook() {
        Optional<Duration> test = forecast.test();
        if (test.isEmpty()) {
            return "first test: no estimate yet";
        }
        return rest().map(rest -> "~" + Wording.rough(rest) + " to go")
                .orElse("a test takes ~" + Wording.rough(test.get()));
    }

    private Optional<Duration> rest() {
        return step == 0 ? Optional.empty() : forecast.rest(stepsAfter, since(testSince));
    }

    /** The present moment as a line; empty if nothing is being done. */
    Optional<StatusLine> status() {
        if (activity.isEmpty()) {
            return Optional.empty();
        }
        List<String> notes = new ArrayList<>();
        step().ifPresent(notes::add);
        notes.add(outlook());
        if (running) {
            String of = runsPerTest == 0 ? "" : "/" + runsPerTest;
            notes.add("runs " + runsFinished + of + ", " + runsCrashed + " crashed");
        }
        return Optional.of(new StatusLine(activity, since(activitySince), notes));
    }
}
