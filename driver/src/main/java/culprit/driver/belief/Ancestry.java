package culprit.driver.belief;

import java.util.BitSet;

/**
 * A range of commits by number, parents before their children. The first numbers are the good commits, which have no
 * parents here; the last is the bad commit. Parents outside of the range are left out.
 *
 * <p>A bug that a good commit brought in stands for one that is older than the range.
 */
public final class Ancestry {
    private final int goods;
    /** Where a commit's parents start; one more entry than commits. */
    private final int[] starts;

    private final int[] parents;

    private Ancestry(int goods, int[] starts, int[] parents) {
        this.goods = goods;
        this.starts = starts;
        this.parents = parents;
    }

    /**
     * The range with these parents.
     *
     * @param parents of each commit, all smaller than itself
     * @param goods how many commits, from number 0 on, are good; fewer than there are commits
     */
    public static Ancestry of(int[][] parents, int goods) {
        if (goods < 0 || goods >= parents.length) {
            throw new IllegalArgumentException(goods + " good commits leave no bad one of " + parents.length);
        }
        int[] starts = new int[parents.length + 1];
        for (int commit = 0; commit < parents.length; commit++) {
            starts[commit + 1] = starts[commit] + parents[commit].length;
        }
        int[] all = new int[starts[parents.length]];
        for (int commit = 0; commit < parents.length; commit++) {
            for (int parent : parents[commit]) {
                if (parent < 0 || parent >= commit) {
                    throw new IllegalArgumentException("parent " + parent + " does not come before " + commit);
                }
            }
            System.arraycopy(parents[commit], 0, all, starts[commit], parents[commit].length);
        }
        return new Ancestry(goods, starts, all);
    }

    /** How many commits there are, the good ones and the bad one included. */
    public int size() {
        return starts.length - 1;
    }

    /** The bad commit. */
    public int bad() {
        return size() - 1;
    }

    /** How many commits, from number 0 on, are good. */
    int goods() {
        return goods;
    }

    /** Whether this is one of the good commits. */
    public boolean isGood(int commit) {
        return commit < goods;
    }

    /** A commit and all that can be reached from it. */
    public BitSet ancestors(int commit) {
        BitSet reached = new BitSet(commit + 1);
        reached.set(commit);
        for (int child = commit; child >= 0; child = reached.previousSetBit(child - 1)) {
            for (int i = starts[child]; i < starts[child + 1]; i++) {
                reached.set(parents[i]);
            }
        }
        return reached;
    }

    int parentsStart(int commit) {
        return starts[commit];
    }

    int parentsEnd(int commit) {
        return starts[commit + 1];
    }

    int parentAt(int place) {
        return parents[place];
    }
}
