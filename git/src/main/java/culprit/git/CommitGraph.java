package culprit.git;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Commits, their dates and their parents as numbers: first those of a commit-graph file, then the others in the order they
 * were met.
 *
 * <p>Loading a commit loads everything reachable from it, so all questions after that are answered from memory. A commit
 * is loaded once. Owned by one thread.
 */
final class CommitGraph {
    private final @Nullable Repository repository;
    private StoredCommits stored = StoredCommits.none();
    private CommitLinks links = stored.links();
    /** Commits that are not stored; their numbers follow. */
    private final ObjectIdTable met = new ObjectIdTable();

    private boolean opened;
    private int storedCount;
    private int[] scratch = new int[0];

    /** A graph of commits that are read one by one. */
    CommitGraph() {
        this.repository = null;
    }

    /** A graph that begins with what is in the commit-graph file of a repository, if it has one. */
    CommitGraph(Repository repository) {
        this.repository = repository;
    }

    /** Loads a commit and everything reachable from it; returns its number. */
    int load(AnyObjectId id, ObjectReader reader) throws IOException {
        if (!opened && repository != null) {
            stored = StoredCommits.of(repository);
            storedCount = stored.size();
            links = stored.links();
        }
        opened = true;
        int index = index(id);
        // Parents get the numbers that follow, so this reaches all ancestors.
        while (links.size() < size()) {
            RawCommit commit = RawCommit.read(reader, id(links.size()));
            for (ObjectId parent : commit.parents()) {
                links.addParent(index(parent));
            }
            links.addCommit(commit.committed());
        }
        return index;
    }

    private int index(AnyObjectId id) {
        int known = stored.find(id);
        return known >= 0 ? known : storedCount + met.add(id);
    }

    /** The number of a loaded commit, -1 for an unknown one. */
    int find(AnyObjectId id) {
        int known = stored.find(id);
        if (known >= 0) {
            return known;
        }
        int later = met.find(id);
        return later < 0 ? -1 : storedCount + later;
    }

    int size() {
        return storedCount + met.size();
    }

    ObjectId id(int commit) {
        return commit < storedCount ? stored.id(commit) : met.id(commit - storedCount);
    }

    String name(int commit) {
        return id(commit).name();
    }

    /** Order of two commits by object id. */
    int compareIds(int one, int other) {
        return id(one).compareTo(id(other));
    }

    /** Seconds of the committer's date, unsigned. */
    long date(int commit) {
        return links.date(commit);
    }

    int parentCount(int commit) {
        return links.parentCount(commit);
    }

    int parent(int commit, int which) {
        return links.parent(commit, which);
    }

    /** A number for each commit, all zero. Whoever uses it leaves it so: making one costs more than a step in it. */
    int[] scratch() {
        if (scratch.length < size()) {
            scratch = new int[size()];
        }
        return scratch;
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
