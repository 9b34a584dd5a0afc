package culprit.driver.belief;

import java.util.Arrays;
import java.util.Optional;

/**
 * Chooses the commit and the size of the batch that tell most about the culprit in a minute.
 *
 * <p>A batch shows the bug or it does not. What that tells is its mutual information with the culprit: the uncertainty of
 * the outcome, less what of it remains if the culprit is known.
 */
final class Choice {
    /** Commits are weighed in so many groups by the chance that they have the bug; the most promising of each is considered. */
    private static final int GROUPS = 64;
    /** What is less likely than this to be testable is not tried: the build costs more than there is to be hoped for. */
    private static final double LEAST_TESTABLE = 0.15;
    /** Bits below which a test tells nothing. */
    private static final double LEAST_INFORMATION = 1e-4;

    private final Posterior posterior;
    private final Testability testability;
    private final Costs costs;
    private final Settings settings;
    private final Sample sample;
    /** The class of each possible culprit of the sample, numbered from 0 on. */
    private final int[] classes = new int[Sample.SIZE];

    private final CrashRate[] rates;
    private final Batches fresh;
    private final Table freshTable;

    private Optional<Step> best = Optional.empty();
    private double bestWorth;

    Choice(
            Ancestry ancestry,
            Posterior posterior,
            double[] chances,
            Testability testability,
            Costs costs,
            Settings settings) {
        this.posterior = posterior;
        this.testability = testability;
        this.costs = costs;
        this.settings = settings;
        this.sample = new Sample(ancestry, chances);
        this.rates = rates();
        this.fresh = new Batches(Observed.NOTHING, settings.guests());
        this.freshTable = new Table(fresh, rates);
    }

    private CrashRate[] rates() {
        int[] numbers = new int[posterior.classes()];
        Arrays.fill(numbers, -1);
        CrashRate[] found = new CrashRate[numbers.length];
        int count = 0;
        for (int drawn = 0; drawn < classes.length; drawn++) {
            int ofClass = posterior.classOf(sample.culprit(drawn));
            if (numbers[ofClass] < 0) {
                numbers[ofClass] = count;
                found[count++] = posterior.crashRate(ofClass);
            }
            classes[drawn] = numbers[ofClass];
        }
        return Arrays.copyOf(found, count);
    }

    /** The best test; empty if none tells anything. */
    Optional<Step> best() {
        int[] promising = new int[GROUPS];
        double[] promise = new double[GROUPS];
        for (int commit = sample.first(); commit <= sample.last(); commit++) {
            int count = sample.count(commit);
            if (count == 0 || count == Sample.SIZE) {
                continue;
            }
            Observed runs = posterior.runs(commit);
            if (runs.runs() > 0) {
                if (runs.crashed() == 0) {
                    Batches more = new Batches(runs, settings.guests());
                    weigh(commit, 0, more, new Table(more, rates));
                }
                continue;
            }
            double share = (double) count / Sample.SIZE;
            double chance = testability.chance(commit);
            double worth = chance < LEAST_TESTABLE ? 0 : chance * share * (1 - share);
            int group = count * GROUPS / Sample.SIZE;
            if (worth > promise[group]) {
                promise[group] = worth;
                promising[group] = commit;
            }
        }
        for (int group = 0; group < GROUPS; group++) {
            if (promise[group] > 0) {
                weigh(promising[group], costs.build(), fresh, freshTable);
            }
        }
        return best;
    }

    private void weigh(int commit, double build, Batches batches, Table table) {
        double[] shares = new double[rates.length];
        for (int drawn = 0; drawn < classes.length; drawn++) {
            if (sample.reaches(commit, drawn)) {
                shares[classes[drawn]] += 1.0 / Sample.SIZE;
            }
        }
        double chance = testability.chance(commit);
        for (int size = 0; size < Batches.count(); size++) {
            Prospect prospect = table.prospect(size, shares, settings.falseCrashRate());
            double minutes = build + chance * prospect.waves() * costs.run();
            double worth = chance * prospect.information() / minutes;
            if (prospect.information() > LEAST_INFORMATION && worth > bestWorth) {
                bestWorth = worth;
                best = Optional.of(Step.test(commit, batches.runs(size)));
            }
        }
    }

    /**
     * What a batch promises.
     *
     * @param information in bits
     * @param waves expected
     */
    private record Prospect(double information, double waves) {}

    /** What batches of each size do if the commit has the bug, by the class of the culprit. */
    private static final class Table {
        private final Batches batches;
        private final double[][] crash;
        private final double[][] uncertainty;
        private final double[][] waves;

        Table(Batches batches, CrashRate[] rates) {
            this.batches = batches;
            crash = new double[Batches.count()][rates.length];
            uncertainty = new double[Batches.count()][rates.length];
            waves = new double[Batches.count()][rates.length];
            for (int size = 0; size < crash.length; size++) {
                for (int each = 0; each < rates.length; each++) {
                    crash[size][each] = 1 - batches.hidden(size, rates[each]);
                    uncertainty[size][each] = entropy(crash[size][each]);
                    waves[size][each] = batches.waves(size, rates[each]);
                }
            }
        }

        /** Of a batch at a commit that has the bug with these chances. */
        Prospect prospect(int size, double[] shares, double falseCrashRate) {
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
            return -(chance * Math.log(chance) + (1 - chance) * Math.log1p(-chance)) / Math.log(2);
        }
    }
}
