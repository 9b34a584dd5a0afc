package culprit.driver.simulation;

import java.time.Duration;

/**
 * What is bisected in a simulation.
 *
 * @param commits between the good commit, not counted, and the bad one, counted; at least 1
 * @param shape of the history
 * @param crashRate share of the runs, from 0 to 1, that crash where the bug is
 * @param drift standard deviation of the log-odds of that rate from one stretch of the history to another
 * @param otherCrashRate share of the runs, from 0 to 1, that end in another crash, anywhere
 * @param untestable share of the commits, from 0 to 1, that do not build, in clusters
 * @param guests how many runs are made at the same time
 * @param build how long a build takes
 * @param run how long a run takes
 */
public record Workload(
        int commits,
        Shape shape,
        double crashRate,
        double drift,
        double otherCrashRate,
        double untestable,
        int guests,
        Duration build,
        Duration run) {}
