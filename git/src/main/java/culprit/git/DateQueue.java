package culprit.git;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Commits that wait to be visited: newest committer date first, equal dates in the order they came. */
final class DateQueue {
    private static final Comparator<Entry> NEWEST_FIRST = ((Comparator<Entry>)
                    (one, other) -> Long.compareUnsigned(other.date, one.date))
            .thenComparingInt(Entry::order);

    private final CommitGraph graph;
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(NEWEST_FIRST);
    private int added;

    private record Entry(long date, int order, int commit) {}

    DateQueue(CommitGraph graph) {
        this.graph = graph;
    }

    void add(int commit) {
        entries.add(new Entry(graph.date(commit), added++, commit));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The date of the commit that leaves next; the queue must not be empty. */
    long nextDate() {
        return entries.element().date;
    }

    /** Takes the next commit; the queue must not be empty. */
    int remove() {
        return entries.remove().commit;
    }
}
