package culprit.git;

import java.util.Arrays;

/** Dates and parents of commits by number. Commits are added in the order of their numbers. */
final class CommitLinks {
    private int size;
    private long[] dates;
    private int[] parentStart;
    private int[] parents;
    private int parentsAdded;

    /** Room for a number of commits; it grows when more come. */
    CommitLinks(int expected) {
        int room = expected + expected / 16 + 64;
        dates = new long[room];
        parentStart = new int[room + 1];
        parents = new int[room + room / 8];
    }

    /** Gives the next commit one more parent. */
    void addParent(int parent) {
        if (parentsAdded == parents.length) {
            parents = Arrays.copyOf(parents, more(parentsAdded));
        }
        parents[parentsAdded++] = parent;
    }

    /** Adds the next commit, whose parents have been added. */
    void addCommit(long date) {
        if (size == dates.length) {
            dates = Arrays.copyOf(dates, more(size));
            parentStart = Arrays.copyOf(parentStart, dates.length + 1);
        }
        dates[size] = date;
        parentStart[++size] = parentsAdded;
    }

    private static int more(int size) {
        return size + size / 2;
    }

    int size() {
        return size;
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
}
