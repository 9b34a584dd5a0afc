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
 * <p>All questions about a loaded commit and its ancestors are answered without reading objects. Owned by one thread.
 */
final class CommitGraph {
    private final @Nullable Repository repository;
    private boolean opened;
    /** The commits of the commit-graph file, at places from 0 on. */
    private StoredCommits stored = StoredCommits.none();
    /** Those that had to be read from objects, at the places that follow. */
    private final ObjectIdTable read = new ObjectIdTable();

    private final CommitLinks readLinks = new CommitLinks();

    /** The place of each number. */
    private final IntList places = new IntList();
    /** The number of each place, one more, zero for a commit that was not met. */
    private int[] numbers = new int[1024];

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
        }
        opened = true;
        int place = addPlace(id);
        // Parents get the places that follow, so this reaches all ancestors.
        while (readLinks.size() < read.size()) {
            RawCommit commit = RawCommit.read(reader, read.id(readLinks.size()));
            int[] parents = commit.parents().stream().mapToInt(this::addPlace).toArray();
            readLinks.put(readLinks.size(), commit.committed(), parents);
        }
        return number(place);
    }

    /**
     * Makes a commit known that is in no repository; no other commits may be loaded.
     *
     * @param date seconds of the committer's date
     * @param parents as places: how many commits were added before each of them
     */
    void add(AnyObjectId id, long date, int[] parents) {
        opened = true;
        int place = addPlace(id);
        readLinks.put(place, date, parents);
        number(place);
    }

    private int addPlace(AnyObjectId id) {
        int place = stored.find(id);
        return place >= 0 ? place : stored.size() + read.add(id);
    }

    /** The number of a commit, -1 for one that is neither loaded nor in the commit-graph file. */
    int find(AnyObjectId id) {
        int place = stored.find(id);
        if (place >= 0) {
            return number(place);
        }
        int index = read.find(id);
        // After a damaged object, those behind it are known by name only.
        return index < 0 || index >= readLinks.size() ? -1 : number(stored.size() + index);
    }

    /** The number of the commit at a place, the next free one if it was not met before. */
    private int number(int place) {
        if (place >= numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(stored.size() + read.size(), 2 * numbers.length));
        }
        if (numbers[place] == 0) {
            places.add(place);
            numbers[place] = places.size();
        }
        return numbers[place] - 1;
    }

    /** How many commits have a number: those that were asked for, their parents, and so on as far as anyone asked. */
    int size() {
        return places.size();
    }

    ObjectId id(int commit) {
        int place = places.get(commit);
        return place < stored.size() ? stored.id(place) : read.id(place - stored.size());
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
            int index = place - stored.size();
            int[] parents = index < 0 ? stored.parents(place) : readLinks.parents(index);
            for (int i = 0; i < parents.length; i++) {
                parents[i] = number(parents[i]);
            }
            links.put(commit, index < 0 ? stored.date(place) : readLinks.date(index), parents);
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
