package culprit.driver.belief;

/**
 * How much of the doubt that is asked for may be left when a commit is named.
 *
 * <p>It is less than all, because at a given rate the model errs more often than on average over all rates. Most errors come
 * from rates that seem higher than they are: where the bug shows often, doubt is cheap to remove, and little is left. The
 * values were found by simulation.
 */
final class Reserve {
    private static final double[] RATES = {0.2, 0.3, 0.4, 0.5};
    private static final double[] SHARES = {0.3, 0.45, 0.45, 0.25};

    private Reserve() {}

    /** The part of the doubt, from 0 to 1, at an expected crash rate; on straight lines between those that were tried. */
    static double at(double rate) {
        int next = 0;
        while (next < RATES.length && RATES[next] < rate) {
            next++;
        }
        if (next == 0 || next == RATES.length) {
            return SHARES[Math.min(next, RATES.length - 1)];
        }
        double way = (rate - RATES[next - 1]) / (RATES[next] - RATES[next - 1]);
        return SHARES[next - 1] + way * (SHARES[next] - SHARES[next - 1]);
    }
}
