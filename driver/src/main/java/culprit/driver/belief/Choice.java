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

    /**
     * A minute of building counts for less than a minute of running. Who always takes what is best by the minute makes
     * batches too large, because he does not see that the kernel will still be there when he comes back to it.
     */
    private static final double BUILD_WEIGHT = 0.45;
    /** What each batch costs besides, in waves, so that evidence does not dribble in. */
    private static final double BATCH_COST = 0.5;

    private final Ancestry ancestry;
    private final Posterior posterior;
    private final Testability testability;
    private final Costs costs;
    private final Settings settings;
    private final Sample sample;
    /** The class of each possible culprit of the sample, numbered from 0 on. */
    private final int[] classes = new int[Sample.SIZE];

    private final CrashRate[] rates;
    private final Prospects fresh;

    private Optional<Step> best = Optional.empty();
    private double bestWorth;

    Choice(Ancestry ancestry, Posterior posterior, Testability testability, Costs costs, Settings settings) {
        this.ancestry = ancestry;
        this.posterior = posterior;
        this.testability = testability;
        this.costs = costs;
        this.settings = settings;
        this.sample = new Sample(ancestry, posterior.chances());
        this.rates = rates();
        this.fresh = new Prospects(new Batches(Observed.NOTHING, settings.guests()), rates);
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
            if (posterior.runs(commit).runs() > 0) {
                weighMoreRuns(commit);
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
                weigh(promising[group], BUILD_WEIGHT * costs.build(), fresh);
            }
        }
        if (best.isPresent() && posterior.runs(ancestry.bad()).runs() > 0) {
            weighMoreRuns(ancestry.bad());
        }
        return best;
    }

    private void weighMoreRuns(int commit) {
        weigh(commit, 0, new Prospects(new Batches(posterior.runs(commit), settings.guests()), rates));
    }

    private void weigh(int commit, double build, Prospects prospects) {
        double[] shares = new double[rates.length];
        for (int drawn = 0; drawn < classes.length; drawn++) {
            if (commit == ancestry.bad() || sample.reaches(commit, drawn)) {
                shares[classes[drawn]] += 1.0 / Sample.SIZE;
            }
        }
        double chance = testability.chance(commit);
        for (int size = 0; size < Batches.count(); size++) {
            Prospects.Prospect prospect = prospects.of(size, shares, settings.falseCrashRate());
            double minutes = build + chance * (prospect.waves() + BATCH_COST) * costs.run();
            double worth = chance * prospect.information() / minutes;
            if (prospect.information() > LEAST_INFORMATION && worth > bestWorth) {
                bestWorth = worth;
                best = Optional.of(Step.test(commit, prospects.runs(size)));
            }
        }
    }
}
