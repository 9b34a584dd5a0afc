package culprit.driver.belief;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The chance of each commit to be the culprit, together with the crash rate: exact by Bayes' rule over (culprit, rate).
 *
 * <p>A commit has the bug if it reaches the culprit; then each of its runs
 * crashes at the rate, else at that of false crashes. Owned by one thread.
 */
final class Posterior {
    /** Logarithm of the chance that the bug lies between two kernels that are equal: in what their names leave out. */
    private static final double SIGNATURES_ERR = Math.log(1e-6);

    /**
     * The chance that a commit's revert hides a bug that another commit brought in, because it takes away what the reproducer
     * needs.
     */
    private static final double REVERT_HIDES = 0.1;

    /** Two tested commits with the same kernel, by their places in the evidence. */
    private record Twins(int one, int other) {}

    private final Ancestry ancestry;
    private final CrashRate before;
    private final double falseCrash;
    private final double[] prior;
    private final Partition partition;
    private final List<Observed> evidence = new ArrayList<>();
    private final List<Twins> twins = new ArrayList<>();
    /** Places of the evidence that are those of reverts. */
    private final BitSet reverts = new BitSet();
    /** By commit: its place in the evidence, one more; 0 for one that was not tested. */
    private final int[] places;

    /** By class: the prior of all its commits together. */
    private double[] classPriors;
    /** By class and point of the rate; the sum of all is 1. */
    private double[][] joint;
    /** By commit. */
    private double[] chances;

    Posterior(Ancestry ancestry, List<Clue> clues, CrashRate before, Settings settings) {
        this.ancestry = ancestry;
        this.before = before;
        this.falseCrash = settings.falseCrashRate();
        this.prior = Prior.of(ancestry, clues, settings.older());
        this.partition = new Partition(ancestry.size());
        this.places = new int[prior.length];
        this.classPriors = new double[] {Arrays.stream(prior).sum()};
        this.joint = new double[0][0];
        this.chances = new double[0];
        update();
    }

    /** Learns of more runs of a commit. */
    void tell(int commit, Observed more) {
        evidence.set(placeOf(commit), runs(commit).plus(more));
        update();
    }

    /** Learns how the bad commit runs without the change of one commit: it has the bug if another one is the culprit. */
    void tellWithout(int removed, Observed runs) {
        BitSet others = ancestry.ancestors(ancestry.bad());
        others.clear(removed);
        reverts.set(evidence.size());
        evidence.add(runs);
        split(others);
        update();
    }

    /** Learns that two commits have the same kernel. */
    void same(int one, int other) {
        twins.add(new Twins(placeOf(one), placeOf(other)));
        update();
    }

    private int placeOf(int commit) {
        if (places[commit] == 0) {
            evidence.add(Observed.NOTHING);
            places[commit] = evidence.size();
            split(ancestry.ancestors(commit));
        }
        return places[commit] - 1;
    }

    private void split(BitSet reached) {
        partition.add(reached);
        classPriors = new double[partition.count()];
        for (int each = 0; each < prior.length; each++) {
            classPriors[partition.classOf(each)] += prior[each];
        }
    }

    /** Logarithm of the chance of such runs where the bug is, for each rate. */
    private double[] withBug(int test) {
        Observed runs = evidence.get(test);
        double[] logs = RateGrid.logLikelihood(runs);
        if (reverts.get(test)) {
            double hidden = runs.crashed() == 0 ? REVERT_HIDES : 0;
            Arrays.setAll(logs, point -> Math.log(hidden + (1 - REVERT_HIDES) * Math.exp(logs[point])));
        }
        return logs;
    }

    private void update() {
        double[][] logs = new double[partition.count()][RateGrid.POINTS];
        for (int point = 0; point < RateGrid.POINTS; point++) {
            double log = Math.log(before.weightAt(point));
            for (double[] ofClass : logs) {
                ofClass[point] = log;
            }
        }
        for (int test = 0; test < evidence.size(); test++) {
            Observed runs = evidence.get(test);
            double[] withBug = withBug(test);
            double without = runs.crashed() * Math.log(falseCrash) + runs.clean() * Math.log1p(-falseCrash);
            for (int each = 0; each < logs.length; each++) {
                boolean reaches = partition.reaches(test, each);
                for (int point = 0; point < RateGrid.POINTS; point++) {
                    logs[each][point] += reaches ? withBug[point] : without;
                }
            }
        }
        for (Twins pair : twins) {
            for (int each = 0; each < logs.length; each++) {
                boolean apart = partition.reaches(pair.one(), each) != partition.reaches(pair.other(), each);
                for (int point = 0; apart && point < RateGrid.POINTS; point++) {
                    logs[each][point] += SIGNATURES_ERR;
                }
            }
        }
        joint = normalised(logs);
        chances = ofCommits();
    }

    private double[][] normalised(double[][] logs) {
        double most = Double.NEGATIVE_INFINITY;
        for (int each = 0; each < logs.length; each++) {
            double log = Math.log(classPriors[each]);
            for (int point = 0; point < RateGrid.POINTS; point++) {
                logs[each][point] += log;
                most = Math.max(most, logs[each][point]);
            }
        }
        double sum = 0;
        for (double[] ofClass : logs) {
            for (int point = 0; point < RateGrid.POINTS; point++) {
                ofClass[point] = Math.exp(ofClass[point] - most);
                sum += ofClass[point];
            }
        }
        for (double[] ofClass : logs) {
            for (int point = 0; point < RateGrid.POINTS; point++) {
                ofClass[point] /= sum;
            }
        }
        return logs;
    }

    private double[] ofCommits() {
        double[] factors = new double[partition.count()];
        for (int each = 0; each < factors.length; each++) {
            factors[each] =
                    classPriors[each] == 0 ? 0 : Arrays.stream(joint[each]).sum() / classPriors[each];
        }
        double[] found = new double[prior.length];
        for (int commit = 0; commit < found.length; commit++) {
            found[commit] = prior[commit] * factors[partition.classOf(commit)];
        }
        return found;
    }

    /** The chance that this commit is the culprit, of each commit; not to be changed. */
    double[] chances() {
        return chances;
    }

    /** What is believed of the crash rate, whoever the culprit is. */
    CrashRate crashRate() {
        double[] weights = new double[RateGrid.POINTS];
        for (double[] ofClass : joint) {
            for (int point = 0; point < weights.length; point++) {
                weights[point] += ofClass[point];
            }
        }
        return CrashRate.of(weights);
    }

    /** How many classes of commits there are between which the evidence makes a difference. */
    int classes() {
        return partition.count();
    }

    int classOf(int commit) {
        return partition.classOf(commit);
    }

    /** What is believed of the crash rate if the culprit is of this class; the class must be possible. */
    CrashRate crashRate(int ofClass) {
        return CrashRate.of(joint[ofClass]);
    }

    /** All runs of a commit so far. */
    Observed runs(int commit) {
        return places[commit] == 0 ? Observed.NOTHING : evidence.get(places[commit] - 1);
    }
}
