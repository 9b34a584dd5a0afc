package culprit.git;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a walk leaves out: of a merge the other parents than the first, if only that is wanted; and what changes nothing at
 * some paths, if it is limited to them. That is of a merge all parents but one that holds the same, and commits that are
 * <em>equal</em> to their parents: they are walked through like others but do not count.
 *
 * <p>What a commit is compared with depends on which parents the walk has excluded when it comes to the commit, so this
 * belongs to one walk.
 */
final class Simplification {
    private final CommitGraph graph;
    private final Optional<PathChanges> paths;
    private final boolean firstParent;
    private final List<Integer> goods;
    private final BitSet equal = new BitSet();
    private final Map<Integer, Integer> onlyParent = new HashMap<>();

    /**
     * What is left out.
     *
     * @param paths if the walk is limited to some
     * @param goods the excluded commits that the user named
     */
    Simplification(CommitGraph graph, Optional<PathChanges> paths, boolean firstParent, List<Integer> goods) {
        this.graph = graph;
        this.paths = paths;
        this.firstParent = firstParent;
        this.goods = goods;
    }

    CommitGraph graph() {
        return graph;
    }

    List<Integer> goods() {
        return goods;
    }

    /** Decides about a commit; {@code excluded} are the commits that the walk has excluded up to here. */
    void simplify(int commit, BitSet excluded) {
        if (paths.isPresent() && isEqual(commit, excluded, paths.get())) {
            equal.set(commit);
        }
    }

    private boolean isEqual(int commit, BitSet excluded, PathChanges changes) {
        int parents = graph.parentCount(commit);
        if (parents == 0) {
            return changes.isEmpty(commit);
        }
        boolean anyRelevant = false;
        boolean relevantDiffers = false;
        boolean otherDiffers = false;
        for (int i = 0; i < followed(commit); i++) {
            int parent = graph.parent(commit, i);
            boolean isSame = changes.isSame(commit, parent);
            if (isSame && isRelevant(parent, excluded)) {
                onlyParent.put(commit, parent);
                return true;
            }
            anyRelevant |= isRelevant(parent, excluded);
            relevantDiffers |= !isSame && isRelevant(parent, excluded);
            otherDiffers |= !isSame && !isRelevant(parent, excluded);
        }
        if (firstParent && parents > 1) {
            // On purpose: git does not compare with the second parent, but makes something of its being there.
            anyRelevant |= isRelevant(graph.parent(commit, 1), excluded);
        }
        return anyRelevant ? !relevantDiffers : !otherDiffers;
    }

    private boolean isRelevant(int parent, BitSet excluded) {
        return !excluded.get(parent) || goods.contains(parent);
    }

    /** Whether a commit changes the paths. */
    boolean counts(int commit) {
        return !equal.get(commit);
    }

    /** How many parents the walk goes to from a commit that it wants. */
    int followed(int commit) {
        return Math.min(parentCount(commit), firstParent ? 1 : Integer.MAX_VALUE);
    }

    /** How many parents are left. */
    int parentCount(int commit) {
        return paths.isPresent() && onlyParent.containsKey(commit) ? 1 : graph.parentCount(commit);
    }

    int parent(int commit, int which) {
        Integer only = paths.isPresent() ? onlyParent.get(commit) : null;
        return only != null ? only : graph.parent(commit, which);
    }
}
