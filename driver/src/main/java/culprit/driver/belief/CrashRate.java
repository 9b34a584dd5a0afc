package culprit.driver.belief;

import java.util.Arrays;

/** What is believed of the share of runs that crash where the bug is. */
public final class CrashRate {
    /** Of each point of the grid; their sum is 1. */
    private final double[] weights;

    private CrashRate(double[] weights) {
        this.weights = weights;
    }

    /** What is believed before any run: each rate is as likely as another. */
    public static CrashRate unknown() {
        double[] weights = new double[RateGrid.POINTS];
        for (int point = 0; point < weights.length; point++) {
            // The points lie at equal distances of log-odds, so they are close together where this is small.
            weights[point] = RateGrid.rateAt(point) * (1 - RateGrid.rateAt(point));
        }
        return of(weights);
    }

    static CrashRate of(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return new CrashRate(Arrays.stream(weights).map(weight -> weight / sum).toArray());
    }

    /** The belief after these runs of a commit that has the bug: all runs of that commit, because they have much in common. */
    public CrashRate and(Observed runs) {
        double[] likelihood = RateGrid.logLikelihood(runs);
        double most = Arrays.stream(likelihood).max().orElseThrow();
        double[] after = new double[weights.length];
        for (int point = 0; point < after.length; point++) {
            after[point] = weights[point] * Math.exp(likelihood[point] - most);
        }
        return of(after);
    }

    /** The expected rate, from 0 to 1. */
    public double mean() {
        double mean = 0;
        for (int point = 0; point < weights.length; point++) {
            mean += weights[point] * RateGrid.rateAt(point);
        }
        return mean;
    }

    /** The rate is lower with a chance of 1 in 40. */
    public double low() {
        return quantile(0.025);
    }

    /** The rate is higher with a chance of 1 in 40. */
    public double high() {
        return quantile(0.975);
    }

    /** The chance, from 0 to 1, that a commit with the bug does not show it in so many runs. */
    public double miss(int runs) {
        return expect(RateGrid.miss(Observed.NOTHING, runs));
    }

    /**
     * How many runs a commit needs so that the bug is missed with this chance at most.
     *
     * @param risk more than 0; even the lowest rate gets below one in a million within 1,400 runs
     */
    public int runsFor(double risk) {
        if (risk <= 0) {
            throw new IllegalArgumentException("no number of runs leaves a risk of " + risk);
        }
        int enough = 1;
        while (miss(enough) > risk) {
            enough *= 2;
        }
        int tooFew = enough / 2;
        while (enough - tooFew > 1) {
            int middle = (enough + tooFew) / 2;
            if (miss(middle) > risk) {
                tooFew = middle;
            } else {
                enough = middle;
            }
        }
        return enough;
    }

    /** The expectation of what has these values at the points of the grid. */
    double expect(double[] values) {
        double expectation = 0;
        for (int point = 0; point < weights.length; point++) {
            expectation += weights[point] * values[point];
        }
        return expectation;
    }

    double weightAt(int point) {
        return weights[point];
    }

    private double quantile(double share) {
        double sum = 0;
        int point = 0;
        while (point < weights.length - 1 && sum + weights[point] < share) {
            sum += weights[point++];
        }
        return RateGrid.rateAt(point);
    }
}
