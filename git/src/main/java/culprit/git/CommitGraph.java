package culprit.git;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.IntList;
import org.jspecify.annotations.Nullable;

/**
 * Commits, their dates and their parents as numbers, in the order in which they were met: what a walk needs at the same
 * time is close together in memory, which at the size of Linux saves most of the time of a step.
 *
 * <p>All questions about a loaded commit and its ancestors are answered without reading objects. Those in a commit-graph
 * file are looked up there when they are asked for, the others have been read by then. Owned by one thread.
 */
final class CommitGraph {
    private final @Nullable Repository repository;
    private boolean opened;
    private StoredCommits stored = StoredCommits.none();
    /** The numbers of the stored commits by their places, one more each, zero for one that was not met. */
    private int[] storedNumbers = new int[0];
    /** The commits that are not stored, and their numbers. */
    private final ObjectIdTable others = new ObjectIdTable();

    private final IntList otherNumbers = new IntList();
    private int othersRead;
    /** Where a number's commit is: its place if it is stored, else the complement of its place among the others. */
    private final IntList places = new IntList();

    private final CommitLinks links = new CommitLinks();
    private int[] scratch = new int[0];

    /** A graph of commits that are read one by one. */
    CommitGraph() {
        this.repository = null;
    }

    /** A graph that takes commits from the commit-graph file of a repository, if it has one. */
    CommitGraph(Repository repository) {
        this.repository = repository;
    }

    /** Makes a commit and everything reachable from it known; returns its number. */
    int load(AnyObjectId id, ObjectReader reader) throws IOException {
        if (!opened && repository != null) {
            stored = StoredCommits.of(repository);
            storedNumbers = new int[stored.size()];
        }
        opened = true;
        int number = number(id);
        while (othersRead < others.size()) {
            RawCommit commit = RawCommit.read(reader, others.id(othersRead));
            // Parents that are not stored are read in later rounds.
            int[] parents = commit.parents().stream().mapToInt(this::number).toArray();
            links.put(otherNumbers.get(othersRead), commit.committed(), parents);
            othersRead++;
        }
        return number;
    }

    private int number(AnyObjectId id) {
        int known = find(id);
        if (known >= 0) {
            return known;
        }
        int place = others.add(id);
        otherNumbers.add(size());
        places.add(~place);
        return otherNumbers.get(place);
    }

    /** The number of a commit, -1 for one that is neither loaded nor in the commit-graph file. */
    int find(AnyObjectId id) {
        int place = stored.find(id);
        if (place >= 0) {
            return storedNumber(place);
        }
        int other = others.find(id);
        return other < 0 ? -1 : otherNumbers.get(other);
    }

    private int storedNumber(int place) {
        if (storedNumbers[place] == 0) {
            places.add(place);
            storedNumbers[place] = size();
        }
        return storedNumbers[place] - 1;
    }

    /** How many commits were met: more when more of them have been asked for their parents. */
    int size() {
        return places.size();
    }

    ObjectId id(int commit) {
        int place = places.get(commit);
        return place >= 0 ? stored.id(place) : others.id(~place);
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
        lookUp(commit);
        return links.date(commit);
    }

    int parentCount(int commit) {
        lookUp(commit);
        return links.parentCount(commit);
    }

    int parent(int commit, int which) {
        lookUp(commit);
        return links.parent(commit, which);
    }

    private void lookUp(int commit) {
        if (!links.has(commit)) {
            int place = places.get(commit);
            int[] parents = stored.parents(place);
            for (int i = 0; i < parents.length; i++) {
                parents[i] = storedNumber(parents[i]);
            }
            links.put(commit, stored.date(place), parents);
        }
    }

    /** A number for each commit, all zero. Whoever uses it leaves it so: making one costs more than a step in it. */
    int[] scratch() {
        if (scratch.length < size()) {
            scratch = new int[Math.max(size(), 2 * scratch.length)];
        }
        return scratch;
    }

    /** Everything reachable from a commit, itself included. */
    BitSet ancestors(int commit) {
        BitSet reached = new BitSet();
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
