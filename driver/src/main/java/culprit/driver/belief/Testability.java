package culprit.driver.belief;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The chance that a commit can be tested. Untestable commits come in clusters: what breaks a kernel stays in it until it is
 * repaired. So one near an untestable commit is likely untestable too, unless a testable one lies between, and the more
 * so the larger the clusters have proved.
 *
 * <p>With u and t the distances in the graph to the next untestable and testable commit and s the size of clusters, the
 * chance of being untestable is exp(-u/s) t/(u+t).
 */
final class Testability {
    private static final double FIRST_SIZE = 8;

    private final BitSet testable = new BitSet();
    private final BitSet untestable = new BitSet();
    private final Neighbours neighbours;
    private double size = FIRST_SIZE;
    private boolean measured;
    private int[] toUntestable = new int[0];
    private int[] toTestable = new int[0];

    Testability(Ancestry ancestry) {
        this.neighbours = new Neighbours(ancestry);
    }

    void testable(int commit) {
        measured &= testable.get(commit);
        testable.set(commit);
    }

    /** Where a step away from a cluster did not lead out of it, the next one is longer. */
    void untestable(int commit) {
        measure();
        if (toUntestable.length > 0 && toUntestable[commit] <= 4 * size) {
            size = Math.max(size, 1.5 * toUntestable[commit]);
        }
        untestable.set(commit);
        measured = false;
    }

    /** The chance that this commit can be tested, from 0 to 1. */
    double chance(int commit) {
        if (untestable.isEmpty() || testable.get(commit)) {
            return 1;
        }
        if (untestable.get(commit)) {
            return 0;
        }
        measure();
        double near = Math.exp(-toUntestable[commit] / size);
        double apart = toTestable[commit] / ((double) toTestable[commit] + toUntestable[commit]);
        return 1 - near * apart;
    }

    private void measure() {
        if (!measured && !untestable.isEmpty()) {
            toUntestable = neighbours.distances(untestable, testable);
            toTestable = neighbours.distances(testable, untestable);
            measured = true;
        }
    }

    /** The graph without the direction of its edges. */
    private static final class Neighbours {
        private static final int FAR = 1 << 24;

        private final Ancestry ancestry;
        private int[] starts = new int[0];
        private int[] children = new int[0];

        Neighbours(Ancestry ancestry) {
            this.ancestry = ancestry;
        }

        /** How far each commit is from the nearest of some, on ways that do not cross a barrier. */
        int[] distances(BitSet from, BitSet barriers) {
            link();
            int[] distances = new int[ancestry.size()];
            Arrays.fill(distances, FAR);
            int[] queue = new int[ancestry.size()];
            int end = 0;
            for (int source = from.nextSetBit(0); source >= 0; source = from.nextSetBit(source + 1)) {
                distances[source] = 0;
                queue[end++] = source;
            }
            for (int at = 0; at < end; at++) {
                int commit = queue[at];
                for (int i = 0; i < degree(commit); i++) {
                    int next = neighbour(commit, i);
                    if (distances[next] == FAR && !barriers.get(next)) {
                        distances[next] = distances[commit] + 1;
                        queue[end++] = next;
                    }
                }
            }
            return distances;
        }

        private int degree(int commit) {
            return ancestry.parentsEnd(commit) - ancestry.parentsStart(commit) + starts[commit + 1] - starts[commit];
        }

        private int neighbour(int commit, int which) {
            int place = ancestry.parentsStart(commit) + which;
            int beyond = place - ancestry.parentsEnd(commit);
            return beyond < 0 ? ancestry.parentAt(place) : children[starts[commit] + beyond];
        }

        private void link() {
            if (starts.length > 0) {
                return;
            }
            int size = ancestry.size();
            starts = new int[size + 1];
            children = new int[ancestry.parentsEnd(size - 1)];
            for (int place = 0; place < children.length; place++) {
                starts[ancestry.parentAt(place) + 1]++;
            }
            for (int commit = 0; commit < size; commit++) {
                starts[commit + 1] += starts[commit];
            }
            int[] next = starts.clone();
            for (int commit = 0; commit < size; commit++) {
                for (int place = ancestry.parentsStart(commit); place < ancestry.parentsEnd(commit); place++) {
                    children[next[ancestry.parentAt(place)]++] = commit;
                }
            }
        }
    }
}
