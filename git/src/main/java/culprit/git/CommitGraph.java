package culprit.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdOwnerMap;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Commits, their dates and their parents as numbers: commit {@code i} is the i-th that was met.
 *
 * <p>Loading a commit loads everything reachable from it, so all questions after that are answered from memory. A commit
 * is loaded once. Owned by one thread.
 */
final class CommitGraph {
    private final ObjectIdOwnerMap<Node> nodes = new ObjectIdOwnerMap<>();
    private final List<Node> byIndex = new ArrayList<>();
    private int loaded;
    private long[] dates = new long[1024];
    private int[] parentStart = new int[1024 + 1];
    private int[] parents = new int[1024];

    private static final class Node extends ObjectIdOwnerMap.Entry {
        final int index;

        Node(AnyObjectId id, int index) {
            super(id);
            this.index = index;
        }
    }

    /** Loads a commit and everything reachable from it; returns its number. */
    int load(AnyObjectId id, ObjectReader reader) throws IOException {
        int index = index(id);
        // Parents get the numbers that follow, so this reaches all ancestors.
        while (loaded < byIndex.size()) {
            append(RawCommit.read(reader, byIndex.get(loaded)));
        }
        return index;
    }

    private void append(RawCommit commit) {
        if (loaded == dates.length) {
            dates = Arrays.copyOf(dates, 2 * loaded);
            parentStart = Arrays.copyOf(parentStart, 2 * loaded + 1);
        }
        int end = parentStart[loaded];
        for (ObjectId parent : commit.parents()) {
            if (end == parents.length) {
                parents = Arrays.copyOf(parents, 2 * end);
            }
            parents[end++] = index(parent);
        }
        dates[loaded] = commit.committed();
        parentStart[++loaded] = end;
    }

    private int index(AnyObjectId id) {
        Node known = nodes.get(id);
        if (known != null) {
            return known.index;
        }
        Node added = new Node(id, byIndex.size());
        nodes.add(added);
        byIndex.add(added);
        return added.index;
    }

    /** The number of a loaded commit, -1 for an unknown one. */
    int find(AnyObjectId id) {
        Node known = nodes.get(id);
        return known == null ? -1 : known.index;
    }

    int size() {
        return byIndex.size();
    }

    ObjectId id(int commit) {
        return byIndex.get(commit).copy();
    }

    String name(int commit) {
        return byIndex.get(commit).name();
    }

    /** Order of two commits by object id. */
    int compareIds(int one, int other) {
        return byIndex.get(one).compareTo(byIndex.get(other));
    }

    /** Seconds of the committer's date, unsigned. */
    long date(int commit) {
        return dates[commit];
    }

    int parentCount(int commit) {
        return parentStart[commit + 1] - parentStart[commit];
    }

    int parent(int commit, int which) {
        return parents[parentStart[commit] + which];
    }

    /** Everything reachable from a commit, itself included. */
    BitSet ancestors(int commit) {
        BitSet reached = new BitSet(size());
        reached.set(commit);
        int[] pending = new int[64];
        int count = 0;
        pending[count++] = commit;
        while (count > 0) {
            int child = pending[--count];
            for (int i = 0; i < parentCount(child); i++) {
                int parent = parent(child, i);
                if (!reached.get(parent)) {
                    reached.set(parent);
                    pending = count == pending.length ? Arrays.copyOf(pending, 2 * count) : pending;
                    pending[count++] = parent;
                }
            }
        }
        return reached;
    }
}
