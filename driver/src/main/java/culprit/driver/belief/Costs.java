package culprit.driver.belief;

import java.time.Duration;

/** What builds and runs cost: the mean of what was measured, the estimate beforehand counted as one measurement. */
final class Costs {
    /** syzbot's builds take as long as so many of its runs. */
    private static final double RUNS_PER_BUILD = 8;

    private double builds;
    private int buildCount = 1;
    private double runs;
    private int runCount = 1;

    Costs(Settings settings) {
        builds = minutes(settings.build());
        runs = minutes(settings.run());
    }

    void built(Duration elapsed) {
        builds += minutes(elapsed);
        buildCount++;
    }

    void ran(Duration elapsed) {
        runs += minutes(elapsed);
        runCount++;
    }

    /** Minutes of a build. */
    double build() {
        return builds / buildCount;
    }

    /** Minutes of a run, or what it counts for: where runs are almost free, batches would grow for next to nothing. */
    double run() {
        return Math.max(runs / runCount, build() / RUNS_PER_BUILD);
    }

    private static double minutes(Duration elapsed) {
        return elapsed.toMillis() / 60_000.0;
    }
}
