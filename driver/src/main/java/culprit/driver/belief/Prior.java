package culprit.driver.belief;

import java.util.BitSet;
import java.util.List;

/** The chance of each commit to be the culprit before anything is tested. */
final class Prior {
    private Prior() {}

    /**
     * By commit; the sum is 1.
     *
     * @param clues their shares are less than 1 together. What remains of 1 is the same for each commit of the range
     * @param older the chance that the bug is older than the range: that it lies in the good commits
     */
    static double[] of(Ancestry ancestry, List<Clue> clues, double older) {
        double[] prior = new double[ancestry.size()];
        BitSet goods = ancestry.ancestors(ancestry.bad());
        BitSet others = (BitSet) goods.clone();
        goods.clear(ancestry.goods(), ancestry.size());
        others.clear(0, ancestry.goods());
        double left = goods.isEmpty() ? 1 : 1 - older;
        spread(older, goods, prior);
        double equally = left;
        for (Clue clue : clues) {
            BitSet suspects = (BitSet) clue.commits().clone();
            suspects.and(others);
            if (!suspects.isEmpty()) {
                spread(left * clue.share(), suspects, prior);
                equally -= left * clue.share();
            }
        }
        spread(equally, others, prior);
        return prior;
    }

    private static void spread(double chance, BitSet commits, double[] prior) {
        int count = commits.cardinality();
        for (int commit = commits.nextSetBit(0); commit >= 0; commit = commits.nextSetBit(commit + 1)) {
            prior[commit] += chance / count;
        }
    }
}
