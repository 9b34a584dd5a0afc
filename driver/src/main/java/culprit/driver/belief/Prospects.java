package culprit.driver.belief;

/** What batches of each size promise at a commit, by what is believed of the crash rate. */
final class Prospects {
    /** What is learnt of the crash rate counts for so much of what is learnt of the culprit: it saves runs later. */
    private static final double RATE_WEIGHT = 0.3;

    private static final double BITS = 1 / Math.log(2);

    private final Batches batches;
    /** By size and belief, if the commit has the bug: the chance of a crash, ... */
    private final double[][] crash;
    /** ... what remains uncertain of the outcome although the culprit is known, in bits, ... */
    private final double[][] uncertainty;
    /** ... and the expected number of waves. */
    private final double[][] waves;

    /**
     * The prospects of these batches.
     *
     * @param rates what may be believed of the crash rate, by who the culprit is
     */
    Prospects(Batches batches, CrashRate[] rates) {
        this.batches = batches;
        crash = new double[Batches.count()][rates.length];
        uncertainty = new double[Batches.count()][rates.length];
        waves = new double[Batches.count()][rates.length];
        double[] atRate = new double[RateGrid.POINTS];
        for (int size = 0; size < crash.length; size++) {
            for (int point = 0; point < atRate.length; point++) {
                atRate[point] = entropy(batches.hidden(size)[point]);
            }
            for (int each = 0; each < rates.length; each++) {
                crash[size][each] = 1 - rates[each].expect(batches.hidden(size));
                uncertainty[size][each] =
                        (1 - RATE_WEIGHT) * entropy(crash[size][each]) + RATE_WEIGHT * rates[each].expect(atRate);
                waves[size][each] = rates[each].expect(batches.expectedWaves(size));
            }
        }
    }

    /** How many runs a batch of this size has at most. */
    int runs(int size) {
        return batches.runs(size);
    }

    /**
     * Of a batch at a commit.
     *
     * @param shares the chance that the commit has the bug and each belief is the right one
     */
    Prospect of(int size, double[] shares, double falseCrashRate) {
        double sound = 1;
        double crashes = 0;
        double remaining = 0;
        double expectedWaves = 0;
        for (int each = 0; each < shares.length; each++) {
            sound -= shares[each];
            crashes += shares[each] * crash[size][each];
            remaining += shares[each] * uncertainty[size][each];
            expectedWaves += shares[each] * waves[size][each];
        }
        double falseCrash = 1 - Math.pow(1 - falseCrashRate, batches.runs(size));
        crashes += sound * falseCrash;
        remaining += sound * entropy(falseCrash);
        return new Prospect(entropy(crashes) - remaining, expectedWaves + sound * Batches.waves(size));
    }

    /** Of an outcome with this chance, in bits. */
    private static double entropy(double chance) {
        if (chance <= 0 || chance >= 1) {
            return 0;
        }
        return -(chance * Math.log(chance) + (1 - chance) * Math.log1p(-chance)) * BITS;
    }

    /**
     * What a batch promises.
     *
     * @param information in bits, about the culprit and in part about the crash rate
     * @param waves expected
     */
    record Prospect(double information, double waves) {}
}
