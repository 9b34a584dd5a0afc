package culprit.git;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the best common ancestors of one commit and a group of others.
 *
 * <p>Two colours are painted downwards from both sides, newest date first. Where they meet is a common ancestor, and what
 * lies below one is stale: known to be common and not best. The painting ends when only stale commits wait.
 */
final class MergeBases {
    private static final int ONE = 1;
    private static final int OTHERS = 2;
    private static final int COMMON = ONE | OTHERS;
    private static final int STALE = 4;

    private final CommitGraph graph;
    private final BitSet parsed;
    private byte[] colours;
    private final BitSet queued = new BitSet();
    /** Common ancestors in the order they were met; may hold one that turned out stale. */
    private final Set<Integer> met = new LinkedHashSet<>();

    private final DateQueue queue;
    private int freshInQueue;

    private MergeBases(CommitGraph graph, BitSet parsed) {
        this.graph = graph;
        this.parsed = parsed;
        this.colours = new byte[1024];
        this.queue = new DateQueue();
    }

    /**
     * The best commits that are ancestors of {@code one} and of at least one of {@code others}, newest first, equal dates
     * in the order the painting met them. A commit is its own ancestor.
     *
     * @param parsed commits that git has parsed; grows
     */
    static List<Integer> of(CommitGraph graph, int one, List<Integer> others, BitSet parsed) {
        if (others.contains(one)) {
            return List.of(one);
        }
        MergeBases painting = new MergeBases(graph, parsed);
        painting.paint(one, others);
        List<Integer> common = new ArrayList<>(painting.met);
        common.removeIf(base -> painting.has(base, STALE));
        common.sort((a, b) -> Long.compareUnsigned(graph.date(b), graph.date(a)));
        // Dates that run backwards can make the painting meet an ancestor of a better one.
        List<Integer> best = new ArrayList<>(common);
        best.removeIf(base -> common.stream().anyMatch(better -> isStrictAncestor(graph, base, better, parsed)));
        return best;
    }

    private static boolean isStrictAncestor(CommitGraph graph, int ancestor, int descendant, BitSet parsed) {
        return ancestor != descendant && isAncestor(graph, ancestor, descendant, parsed);
    }

    /** Whether {@code ancestor} is reachable from {@code descendant}; a commit is its own ancestor. */
    static boolean isAncestor(CommitGraph graph, int ancestor, int descendant, BitSet parsed) {
        MergeBases painting = new MergeBases(graph, parsed);
        painting.paint(ancestor, List.of(descendant));
        return painting.has(ancestor, OTHERS);
    }

    private void paint(int one, List<Integer> others) {
        colour(one, ONE);
        others.forEach(other -> colour(other, OTHERS));
        while (freshInQueue > 0) {
            int commit = queue.remove();
            queued.clear(commit);
            if (!has(commit, STALE)) {
                freshInQueue--;
            }
            int passedOn = colours[commit];
            if (has(commit, COMMON)) {
                passedOn |= STALE;
                if (!has(commit, STALE)) {
                    met.add(commit);
                }
            }
            for (int i = 0; i < graph.parentCount(commit); i++) {
                colour(graph.parent(commit, i), passedOn);
            }
        }
    }

    private boolean has(int commit, int colour) {
        return commit < colours.length && (colours[commit] & colour) == colour;
    }

    private void colour(int commit, int added) {
        if (has(commit, added)) {
            return;
        }
        if (commit >= colours.length) {
            colours = Arrays.copyOf(colours, Math.max(graph.size(), 2 * colours.length));
        }
        parsed.set(commit);
        boolean wasFresh = queued.get(commit) && !has(commit, STALE);
        colours[commit] |= (byte) added;
        if (!queued.get(commit)) {
            queued.set(commit);
            queue.add(commit, graph.date(commit));
        }
        freshInQueue += (has(commit, STALE) ? 0 : 1) - (wasFresh ? 1 : 0);
    }
}
