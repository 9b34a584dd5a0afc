package culprit.driver.belief;

/**
 * The sizes of batch that are weighed against each other, and what each does at a commit with the bug, for each crash rate.
 *
 * <p>Guests run side by side, in waves; a batch ends with the wave that shows the bug.
 */
final class Batches {
    private static final int[] WAVES = {1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 24, 29, 35, 42};

    private final int guests;
    /** By size and rate: the chance that the bug stays hidden. */
    private final double[][] hidden = new double[WAVES.length][];
    /** By size and rate: the expected number of waves. */
    private final double[][] waves = new double[WAVES.length][RateGrid.POINTS];

    /** Batches of a commit of which these runs are known. */
    Batches(Observed before, int guests) {
        this.guests = guests;
        double[][] misses = RateGrid.misses(before, guests, WAVES[WAVES.length - 1]);
        double[] expected = new double[RateGrid.POINTS];
        int size = 0;
        for (int wave = 0; wave < misses.length; wave++) {
            if (wave == WAVES[size]) {
                hidden[size] = misses[wave];
                waves[size] = expected.clone();
                size++;
            }
            for (int point = 0; point < expected.length; point++) {
                expected[point] += misses[wave][point];
            }
        }
    }

    /** How many sizes there are. */
    static int count() {
        return WAVES.length;
    }

    /** How many runs a batch of this size has at most. */
    int runs(int size) {
        return WAVES[size] * guests;
    }

    /** How many waves it has if the bug does not show. */
    static int waves(int size) {
        return WAVES[size];
    }

    /** The chance that the bug stays hidden, for each rate. */
    double[] hidden(int size) {
        return hidden[size];
    }

    /** The expected number of waves, for each rate. */
    double[] expectedWaves(int size) {
        return waves[size];
    }
}
