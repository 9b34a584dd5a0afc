package culprit.report;

import java.time.Duration;

/**
 * What a bisection cost.
 *
 * @param revisions tests done, a test whose build failed included; a build without a test is none
 * @param total wall time of the whole bisection
 * @param build sum of the times spent on building kernels
 * @param test sum of the wall times of the tests, builds not included
 */
public record Totals(int revisions, Duration total, Duration build, Duration test) {}
