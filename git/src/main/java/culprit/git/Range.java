package culprit.git;

import java.util.Arrays;
import java.util.BitSet;
import org.eclipse.jgit.util.IntList;

/**
 * The commits among which the culprit is, oldest first, with their parents inside the range.
 *
 * <p>A commit is named by its position here. Positions follow dates: a parent usually comes before its children, but not
 * always.
 */
final class Range {
    private final int[] commits;
    /** Positions of commits that do not count, as they change nothing at the paths to which the search is limited. */
    private final BitSet equal = new BitSet();

    private final int counted;

    private final int[] parentStart;
    private final int[] parents;

    /** The commits of a walk that were not excluded in the end. */
    Range(CommitGraph graph, LimitedWalk.Result walk) {
        int[] oldestFirst = oldestFirst(walk);
        int[] place = graph.scratch(); // one more than the position
        for (int i = 0; i < oldestFirst.length; i++) {
            place[oldestFirst[i]] = i + 1;
        }
        commits = oldestFirst;
        parentStart = new int[commits.length + 1];
        IntList inside = new IntList(commits.length);
        for (int i = 0; i < commits.length; i++) {
            equal.set(i, !walk.simplification().counts(commits[i]));
            int followed = walk.simplification().followed(commits[i]);
            for (int p = 0; p < followed; p++) {
                int parent = place[walk.simplification().parent(commits[i], p)] - 1;
                if (parent >= 0) {
                    inside.add(parent);
                }
            }
            parentStart[i + 1] = inside.size();
        }
        for (int commit : commits) {
            place[commit] = 0;
        }
        counted = commits.length - equal.cardinality();
        parents = new int[inside.size()];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = inside.get(i);
        }
    }

    private static int[] oldestFirst(LimitedWalk.Result walk) {
        int[] kept = new int[walk.listed().size()];
        int start = kept.length;
        for (int i = 0; i < walk.listed().size(); i++) {
            int commit = walk.listed().get(i);
            if (!walk.excluded().get(commit)) {
                kept[--start] = commit;
            }
        }
        return Arrays.copyOfRange(kept, start, kept.length);
    }

    int size() {
        return commits.length;
    }

    /** Whether the commit can be the culprit; all can unless the search is limited to paths. */
    boolean counts(int position) {
        return !equal.get(position);
    }

    /** How many commits can be the culprit. */
    int counted() {
        return counted;
    }

    /** The commit's number in the {@link CommitGraph}. */
    int commit(int position) {
        return commits[position];
    }

    /** How many parents are in the range; a parent named twice counts twice. */
    int parentCount(int position) {
        return parentStart[position + 1] - parentStart[position];
    }

    int parent(int position, int which) {
        return parents[parentStart[position] + which];
    }

    /** How many commits that count each one reaches, itself included. */
    int[] weights() {
        return Weights.of(this);
    }

    /** All positions, every one after its parents. */
    int[] parentsFirst() {
        int[] order = new int[size()];
        int done = 0;
        int[] nextParent = new int[size()];
        boolean[] entered = new boolean[size()];
        int[] path = new int[size()];
        for (int root = 0; root < size(); root++) {
            int depth = 0;
            if (!entered[root]) {
                entered[root] = true;
                path[depth++] = root;
            }
            while (depth > 0) {
                int top = path[depth - 1];
                if (nextParent[top] == parentCount(top)) {
                    order[done++] = top;
                    depth--;
                } else {
                    int parent = parent(top, nextParent[top]++);
                    if (!entered[parent]) {
                        entered[parent] = true;
                        path[depth++] = parent;
                    }
                }
            }
        }
        return order;
    }
}
