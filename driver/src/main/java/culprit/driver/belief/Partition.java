package culprit.driver.belief;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Commits in classes: two are in the same class if each test so far has reached both or none of them. What the tests show
 * is then the same for both.
 */
final class Partition {
    private final int[] classes;
    /** By class: how many commits it has. */
    private int[] sizes;
    /** By class: the tests that reach its commits, by their number. */
    private final List<BitSet> reaching = new ArrayList<>();

    private int tests;

    /** All commits in one class. */
    Partition(int commits) {
        classes = new int[commits];
        sizes = new int[] {commits};
        reaching.add(new BitSet());
    }

    /** Adds a test that reaches these commits; tests are numbered in the order in which they are added. */
    void add(BitSet reached) {
        int[] inside = new int[count()];
        for (int commit = reached.nextSetBit(0); commit >= 0; commit = reached.nextSetBit(commit + 1)) {
            inside[classes[commit]]++;
        }
        int[] moved = new int[count()];
        for (int old = 0; old < inside.length; old++) {
            moved[old] = inside[old] == sizes[old] ? old : inside[old] == 0 ? old : split(old, inside[old]);
            if (inside[old] > 0) {
                reaching.get(moved[old]).set(tests);
            }
        }
        for (int commit = reached.nextSetBit(0); commit >= 0; commit = reached.nextSetBit(commit + 1)) {
            classes[commit] = moved[classes[commit]];
        }
        tests++;
    }

    private int split(int old, int leaving) {
        int added = count();
        sizes = Arrays.copyOf(sizes, added + 1);
        sizes[old] -= leaving;
        sizes[added] = leaving;
        reaching.add((BitSet) reaching.get(old).clone());
        return added;
    }

    /** How many classes there are. */
    int count() {
        return reaching.size();
    }

    int classOf(int commit) {
        return classes[commit];
    }

    /** Whether a test reaches the commits of a class. */
    boolean reaches(int test, int ofClass) {
        return reaching.get(ofClass).get(test);
    }
}
