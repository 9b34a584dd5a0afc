package culprit.git;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The commit of a range that git would test next.
 *
 * @param commit its number in the graph, or {@link #NONE}
 * @param reaches commits of the range reachable from the best midpoint. With skips the best midpoint may have been
 *     skipped; git still counts with it, so that the number of commits left does not change while skipping
 * @param skipped the skipped commits of the range, best midpoint first; empty when the best midpoint was not skipped
 */
record Midpoint(int commit, int reaches, List<Integer> skipped) {
    static final int NONE = -1;

    private static final int UNKNOWN = -1;

    /** The choice when nothing was ever skipped. */
    static Midpoint of(Range range, Level level) {
        if (range.counted() == 0) {
            return new Midpoint(NONE, 0, List.of());
        }
        int[] weights = range.weights();
        int position = firstHalf(range, weights, level);
        if (position < 0) {
            position = mostBalanced(range, weights);
        }
        return new Midpoint(range.commit(position), weights[position], List.of());
    }

    /**
     * The first commit near the middle in the order in which git learns the weights: merges, then commits behind one whose
     * weight is known, in rounds over the range. Commits without a parent in the range are never asked. -1 if there is
     * none.
     */
    private static int firstHalf(Range range, int[] weights, Level level) {
        int all = range.counted();
        int[] known = new int[range.size()];
        int left = 0;
        for (int i = 0; i < known.length; i++) {
            int parents = range.parentCount(i);
            if (parents >= 2 && range.counts(i) && level.isHalf(weights[i], all)) {
                return i;
            }
            known[i] = parents == 1 ? UNKNOWN : weights[i];
            left += parents == 1 ? 1 : 0;
        }
        while (left > 0) {
            for (int i = 0; i < known.length; i++) {
                if (known[i] == UNKNOWN && known[range.parent(i, 0)] != UNKNOWN) {
                    known[i] = weights[i];
                    left--;
                    if (range.counts(i) && level.isHalf(weights[i], all)) {
                        return i;
                    }
                }
            }
        }
        return -1;
    }

    private static int mostBalanced(Range range, int[] weights) {
        int best = -1;
        for (int i = 0; i < weights.length; i++) {
            if (range.counts(i) && (best < 0 || distance(range, weights[i]) > distance(range, weights[best]))) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(Range range, int weight) {
        return Math.min(weight, range.counted() - weight);
    }

    /**
     * The choice when commits were skipped, whether or not they are in the range: the best midpoint by exact weights, ties
     * by object id. If that one was skipped, a pseudo-random other one, so as to get away from a cluster of commits that
     * cannot be tested.
     */
    static Midpoint around(CommitGraph graph, Range range, Set<String> skips, int bad) {
        int[] weights = range.weights();
        int[] best = mostBalancedFirst(graph, range, weights);
        int reaches = best.length == 0 ? 0 : weights[best[0]];
        BitSet untestable = new BitSet(graph.size());
        for (String skip : skips) {
            int commit = graph.find(ObjectId.fromString(skip));
            if (commit >= 0) {
                untestable.set(commit);
            }
        }
        List<Integer> skipped = new ArrayList<>();
        List<Integer> rest = new ArrayList<>(best.length);
        for (int position : best) {
            int commit = range.commit(position);
            (untestable.get(commit) ? skipped : rest).add(commit);
        }
        if (rest.isEmpty()) {
            return new Midpoint(NONE, reaches, skipped);
        }
        boolean bestIsTestable = range.commit(best[0]) == rest.get(0);
        return bestIsTestable
                ? new Midpoint(rest.get(0), reaches, List.of())
                : new Midpoint(awayFromSkipped(rest, bad), reaches, skipped);
    }

    /** The positions of a range by distance from both its ends, equal ones by object id. */
    private static int[] mostBalancedFirst(CommitGraph graph, Range range, int[] weights) {
        long[] keys = IntStream.range(0, weights.length)
                .filter(range::counts)
                .mapToLong(i -> ((long) -distance(range, weights[i]) << Integer.SIZE) | i)
                .sorted()
                .toArray();
        int[] positions = Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
        for (int start = 0, end = 0; start < keys.length; start = end) {
            while (end < keys.length && keys[end] >> Integer.SIZE == keys[start] >> Integer.SIZE) {
                end++;
            }
            int[] tied = Arrays.stream(positions, start, end)
                    .boxed()
                    .sorted((one, other) -> graph.compareIds(range.commit(one), range.commit(other)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            System.arraycopy(tied, 0, positions, start, tied.length);
        }
        return positions;
    }

    private static int awayFromSkipped(List<Integer> rest, int bad) {
        int index = awayFromSkipped(rest.size());
        if (index < 0 || index >= rest.size()) {
            return rest.get(0);
        }
        return rest.get(index) == bad ? rest.get(Math.max(0, index - 1)) : rest.get(index);
    }

    /**
     * Which of the commits that can be tested is taken: random with the number of them as the seed, and biased towards the
     * first. In 32-bit arithmetic as git does it, so that huge counts wrap to a negative index.
     */
    static int awayFromSkipped(int count) {
        int random = ((count * 1103515245 + 12345) >>> 16) % 32768;
        return count * random / 32768 * root(random) / root(32768);
    }

    /** Integer square root by Newton's iteration in single precision, which is not always the nearest one. */
    private static int root(int value) {
        float x = value;
        if (value == 0) {
            return 0;
        }
        float change;
        do {
            float y = (x + value / x) / 2;
            change = Math.abs(y - x);
            x = y;
        } while (change >= 0.5f);
        return (int) x;
    }
}
