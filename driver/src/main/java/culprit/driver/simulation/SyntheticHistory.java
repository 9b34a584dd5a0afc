package culprit.driver.simulation;

import culprit.driver.belief.Ancestry;
import java.util.BitSet;
import java.util.SplittableRandom;

/** A made-up history with a bug in it: the truth that a policy has to find. Commit 0 is good, the last one is bad. */
final class SyntheticHistory {
    private static final int MEAN_CLUSTER = 20;
    private static final int STRETCHES = 16;

    private final Workload workload;
    private final int[][] parents;
    private final Ancestry ancestry;
    private final int culprit;
    private final BitSet untestable = new BitSet();
    /** By end of a stretch of the history: how much the log-odds of the crash rate are higher there. */
    private final double[] drift = new double[STRETCHES + 1];

    SyntheticHistory(Workload workload, SplittableRandom random) {
        this.workload = workload;
        parents = workload.shape().parents(workload.commits(), random);
        ancestry = Ancestry.of(parents, 1);
        culprit = 1 + random.nextInt(workload.commits());
        for (int stretch = 0; stretch < drift.length; stretch++) {
            drift[stretch] = workload.drift() * gaussian(random);
        }
        breakSome(random);
    }

    private void breakSome(SplittableRandom random) {
        int wanted = (int) Math.min(Math.round(workload.untestable() * workload.commits()), workload.commits() - 1);
        int broken = 0;
        while (broken < wanted) {
            int length = 1 + (int) (-MEAN_CLUSTER * Math.log(1 - random.nextDouble()));
            int commit = 1 + random.nextInt(workload.commits());
            for (int i = 0; i < length && commit > 0 && broken < wanted; i++) {
                if (commit < ancestry.bad() && !untestable.get(commit)) {
                    untestable.set(commit);
                    broken++;
                }
                commit = parents[commit][0];
            }
        }
    }

    /** By the method of Box and Muller: the random source of Java 17 has no seed for each trial and this at once. */
    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    int[][] parents() {
        return parents;
    }

    Ancestry ancestry() {
        return ancestry;
    }

    int culprit() {
        return culprit;
    }

    boolean isUntestable(int commit) {
        return untestable.get(commit);
    }

    /** The share of the runs of a commit that crash as the bug does, from 0 to 1. */
    double crashRate(int commit) {
        if (!ancestry.ancestors(commit).get(culprit)) {
            return 0;
        }
        double at = (double) commit / ancestry.size() * STRETCHES;
        int stretch = (int) at;
        double shift = drift[stretch] + (drift[stretch + 1] - drift[stretch]) * (at - stretch);
        double odds = workload.crashRate() / (1 - workload.crashRate()) * Math.exp(shift);
        return Double.isInfinite(odds) ? 1 : odds / (1 + odds);
    }
}
