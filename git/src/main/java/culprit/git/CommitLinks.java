package culprit.git;

import java.util.Arrays;

/** Dates and parents of commits by number, put in in any order. */
final class CommitLinks {
    private long[] dates = new long[1024];
    private int[] parentsStart = new int[1024];
    /** Where a commit's parents end; 0 if they are not known. */
    private int[] parentsEnd = new int[1024];
    /** The parents of all commits; the first place stays free, so that nothing ends at 0. */
    private int[] parents = new int[1024];

    private int parentsAdded = 1;
    private int size;

    /** Whether a commit has been put in. */
    boolean has(int commit) {
        return commit < parentsEnd.length && parentsEnd[commit] != 0;
    }

    /**
     * Puts in a commit that is not in yet.
     *
     * @param date seconds of the committer's date, unsigned
     */
    void put(int commit, long date, int[] itsParents) {
        if (commit >= dates.length) {
            int room = Math.max(commit + 1, 2 * dates.length);
            dates = Arrays.copyOf(dates, room);
            parentsStart = Arrays.copyOf(parentsStart, room);
            parentsEnd = Arrays.copyOf(parentsEnd, room);
        }
        if (parentsAdded + itsParents.length > parents.length) {
            parents = Arrays.copyOf(parents, 2 * parents.length + itsParents.length);
        }
        size++;
        dates[commit] = date;
        parentsStart[commit] = parentsAdded;
        for (int parent : itsParents) {
            parents[parentsAdded++] = parent;
        }
        parentsEnd[commit] = parentsAdded;
    }

    /** How many commits are in. */
    int size() {
        return size;
    }

    /** Seconds of the committer's date, unsigned. */
    long date(int commit) {
        return dates[commit];
    }

    int parentCount(int commit) {
        return parentsEnd[commit] - parentsStart[commit];
    }

    int parent(int commit, int which) {
        return parents[parentsStart[commit] + which];
    }

    /** The parents of a commit, in a new array. */
    int[] parents(int commit) {
        return Arrays.copyOfRange(parents, parentsStart[commit], parentsEnd[commit]);
    }
}
