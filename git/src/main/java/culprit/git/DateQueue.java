package culprit.git;

import java.util.Arrays;

/** Commits that wait to be visited: newest committer date first, equal dates in the order they came. */
final class DateQueue {
    private static final long NONE = -1;

    /** A binary heap: dates, flipped so that signed order is unsigned order. */
    private long[] dates = new long[64];
    /** Beside the dates: when it came in the upper half, the commit in the lower. */
    private long[] entries = new long[64];

    private int size;
    /** What leaves before all of the heap, if there is such a one: many a commit leaves as soon as it has come. */
    private long firstEntry = NONE;

    private long firstDate;
    private int added;

    /**
     * Puts a commit in.
     *
     * @param committed seconds of the committer's date, unsigned
     */
    void add(int commit, long committed) {
        long date = committed ^ Long.MIN_VALUE;
        long entry = ((long) added++ << Integer.SIZE) | commit;
        if (firstEntry == NONE && (size == 0 || date > dates[0])) {
            firstEntry = entry;
            firstDate = date;
        } else if (firstEntry != NONE && date > firstDate) {
            push(firstDate, firstEntry);
            firstEntry = entry;
            firstDate = date;
        } else {
            push(date, entry);
        }
    }

    private void push(long date, long entry) {
        if (size == dates.length) {
            dates = Arrays.copyOf(dates, 2 * size);
            entries = Arrays.copyOf(entries, 2 * size);
        }
        int at = size++;
        while (at > 0 && isBefore(date, entry, (at - 1) / 2)) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        put(date, entry, at);
    }

    boolean isEmpty() {
        return size == 0 && firstEntry == NONE;
    }

    /** The date of the commit that leaves next, as it was put in; the queue must not be empty. */
    long nextDate() {
        return (firstEntry == NONE ? dates[0] : firstDate) ^ Long.MIN_VALUE;
    }

    /** Takes the next commit; the queue must not be empty. */
    int remove() {
        if (firstEntry == NONE) {
            return pop();
        }
        int next = (int) firstEntry;
        firstEntry = NONE;
        return next;
    }

    private int pop() {
        int next = (int) entries[0];
        long date = dates[--size];
        long entry = entries[size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            int first = child + 1 < size && isBefore(dates[child + 1], entries[child + 1], child) ? child + 1 : child;
            if (isBefore(date, entry, first)) {
                break;
            }
            move(first, at);
            at = first;
        }
        put(date, entry, at);
        return next;
    }

    private boolean isBefore(long date, long entry, int other) {
        return date == dates[other] ? entry < entries[other] : date > dates[other];
    }

    private void move(int from, int to) {
        dates[to] = dates[from];
        entries[to] = entries[from];
    }

    private void put(long date, long entry, int at) {
        dates[at] = date;
        entries[at] = entry;
    }
}
