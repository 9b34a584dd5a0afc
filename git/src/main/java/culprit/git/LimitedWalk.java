package culprit.git;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.util.IntList;

/**
 * The walk by which git lists the commits that are reachable from some tips and not from others, newest first.
 *
 * <p>It is repeated move by move because its order decides between equally good midpoints, and because it is not exact:
 * it stops soon after the dates of wanted commits have been passed, so that commits with skewed dates can stay in the
 * list although they are excluded. The set difference of two ancestries would be right and would differ from git.
 *
 * <p>An exclusion only spreads through commits whose parents git has looked up already (<em>parsed</em>). One git
 * process remembers those from walk to walk, hence the set is handed in.
 */
final class LimitedWalk {
    /** How many more excluded commits are visited after everything left looks excluded and older. */
    private static final int SLOP = 5;

    private final CommitGraph graph;
    private final BitSet parsed;
    private final Simplification simplification;
    private final BitSet excluded;
    private final BitSet seen;
    private final BitSet queued;
    private final DateQueue queue;
    private final IntList listed = new IntList();
    private int[] pending = new int[64];
    private int wantedInQueue;

    private LimitedWalk(Simplification simplification, BitSet parsed) {
        this.graph = simplification.graph();
        this.parsed = parsed;
        this.simplification = simplification;
        this.excluded = new BitSet(graph.size());
        this.seen = new BitSet(graph.size());
        this.queued = new BitSet(graph.size());
        this.queue = new DateQueue();
    }

    /**
     * What a walk came back with.
     *
     * @param listed commits in the order of the walk; some may have been excluded after they were listed
     * @param excluded the commits known to be excluded
     * @param simplification which of the listed commits count at all, and their parents
     */
    record Result(IntList listed, BitSet excluded, Simplification simplification) {}

    /**
     * Walks from some tips.
     *
     * @param tips where to start, in git's order
     * @param excluded the members of {@code tips} that are not wanted, in the same order
     * @param parsed commits that git has parsed; grows
     */
    static Result run(CommitGraph graph, List<Integer> tips, List<Integer> excluded, BitSet parsed) {
        return run(new Simplification(graph, Optional.empty(), false, excluded), tips, parsed);
    }

    /** As the other one, with what the simplification leaves out; it also says which of the tips are not wanted. */
    static Result run(Simplification simplification, List<Integer> tips, BitSet parsed) {
        return new LimitedWalk(simplification, parsed).walk(tips, simplification.goods());
    }

    private Result walk(List<Integer> tips, List<Integer> unwanted) {
        tips.forEach(parsed::set);
        for (int tip : unwanted) {
            exclude(tip);
            spread(tip);
        }
        tips.forEach(this::enqueue);
        run();
        return new Result(listed, excluded, simplification);
    }

    private void run() {
        int slop = SLOP;
        long lastListed = -1L; // the largest unsigned number: nothing is listed, nothing can be newer
        while (!queue.isEmpty() && slop > 0) {
            int commit = dequeue();
            if (excluded.get(commit)) {
                excludeParents(commit);
                slop = mustGoOn(lastListed) ? SLOP : slop - 1;
            } else {
                simplification.simplify(commit, excluded);
                int followed = simplification.followed(commit);
                for (int i = 0; i < followed; i++) {
                    int parent = simplification.parent(commit, i);
                    parsed.set(parent);
                    enqueue(parent);
                }
                listed.add(commit);
                lastListed = graph.date(commit);
            }
        }
    }

    private boolean mustGoOn(long lastListed) {
        return !queue.isEmpty() && (wantedInQueue > 0 || Long.compareUnsigned(lastListed, queue.nextDate()) <= 0);
    }

    private void excludeParents(int commit) {
        for (int i = 0; i < graph.parentCount(commit); i++) {
            int parent = graph.parent(commit, i);
            exclude(parent);
            parsed.set(parent);
            spread(parent);
            enqueue(parent);
        }
    }

    /** Excludes the ancestors of a commit, as far as git knows them. */
    private void spread(int from) {
        int count = 0;
        pending[count++] = from;
        while (count > 0) {
            int commit = pending[--count];
            for (int i = 0; parsed.get(commit) && i < simplification.parentCount(commit); i++) {
                int parent = simplification.parent(commit, i);
                if (!excluded.get(parent)) {
                    exclude(parent);
                    pending = count == pending.length ? Arrays.copyOf(pending, 2 * count) : pending;
                    pending[count++] = parent;
                }
            }
        }
    }

    private void exclude(int commit) {
        if (!excluded.get(commit)) {
            excluded.set(commit);
            if (queued.get(commit)) {
                wantedInQueue--;
            }
        }
    }

    private void enqueue(int commit) {
        if (!seen.get(commit)) {
            seen.set(commit);
            queued.set(commit);
            queue.add(commit, graph.date(commit));
            if (!excluded.get(commit)) {
                wantedInQueue++;
            }
        }
    }

    private int dequeue() {
        int commit = queue.remove();
        queued.clear(commit);
        if (!excluded.get(commit)) {
            wantedInQueue--;
        }
        return commit;
    }
}
