package culprit.driver.belief;

/**
 * The crash rates that are told apart: equal steps of log-odds from 0.02 to 0.998. At a single commit the rate may be a
 * little lower or higher than in general, because what else a commit changes moves it: by {@link #SPREAD} of log-odds each
 * way with a chance of a quarter. All runs of a commit share its rate, so that no number of runs at one commit counts as
 * much as it would if the rate were the same everywhere.
 */
final class RateGrid {
    static final int POINTS = 36;

    private static final double LOWEST = logOdds(0.02);
    private static final double HIGHEST = logOdds(0.998);
    private static final double SPREAD = 0.2;
    private static final double[] SHIFTS = {-SPREAD, 0, SPREAD};
    private static final double[] SHARES = {0.25, 0.5, 0.25};

    private static final double[] RATES = new double[POINTS];
    /** Logarithms of the rate at a commit and of its complement, by shift and point. */
    private static final double[][] CRASH = new double[SHIFTS.length][POINTS];

    private static final double[][] CLEAN = new double[SHIFTS.length][POINTS];

    static {
        for (int point = 0; point < POINTS; point++) {
            double odds = LOWEST + (HIGHEST - LOWEST) * point / (POINTS - 1);
            RATES[point] = rate(odds);
            for (int shift = 0; shift < SHIFTS.length; shift++) {
                CRASH[shift][point] = Math.log(rate(odds + SHIFTS[shift]));
                CLEAN[shift][point] = Math.log(rate(-odds - SHIFTS[shift]));
            }
        }
    }

    private RateGrid() {}

    /** The rate of a point, from 0 to 1. */
    static double rateAt(int point) {
        return RATES[point];
    }

    /** Logarithm of the chance of exactly these runs, in their order, at a commit with the bug; for each rate. */
    static double[] logLikelihood(Observed runs) {
        double[] all = new double[POINTS];
        double[] one = new double[SHIFTS.length];
        for (int point = 0; point < POINTS; point++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int shift = 0; shift < SHIFTS.length; shift++) {
                one[shift] = runs.crashed() * CRASH[shift][point] + runs.clean() * CLEAN[shift][point];
                most = Math.max(most, one[shift]);
            }
            double sum = 0;
            for (int shift = 0; shift < SHIFTS.length; shift++) {
                sum += SHARES[shift] * Math.exp(one[shift] - most);
            }
            all[point] = most + Math.log(sum);
        }
        return all;
    }

    /** The chance that further runs stay clean at a commit with the bug that showed these; for each rate. */
    static double[] miss(Observed before, int runs) {
        return misses(before, runs, 1)[1];
    }

    /** The same for no run, so many, twice as many, and so on up to so many times. */
    static double[][] misses(Observed before, int runs, int times) {
        double[] log = logLikelihood(before);
        double[][] misses = new double[times + 1][POINTS];
        for (int shift = 0; shift < SHIFTS.length; shift++) {
            for (int point = 0; point < POINTS; point++) {
                double own = before.crashed() * CRASH[shift][point] + before.clean() * CLEAN[shift][point];
                double chance = SHARES[shift] * Math.exp(own - log[point]);
                double each = Math.exp(runs * CLEAN[shift][point]);
                for (int time = 0; time <= times; time++) {
                    misses[time][point] += chance;
                    chance *= each;
                }
            }
        }
        return misses;
    }

    private static double logOdds(double rate) {
        return Math.log(rate / (1 - rate));
    }

    private static double rate(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
