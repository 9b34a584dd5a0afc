package culprit.driver.belief;

import java.time.Duration;

/** What builds and runs cost: the mean of what was measured, the estimate beforehand counted as one measurement. */
final class Costs {
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

    /** Minutes of a run. */
    double run() {
        return runs / runCount;
    }

    private static double minutes(Duration elapsed) {
        return elapsed.toMillis() / 60_000.0;
    }
}
