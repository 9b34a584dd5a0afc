package culprit.git;

import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A history of numbered commits that is in no repository, to try policies on: searches in it choose as {@code git bisect}
 * does. Owned by one thread.
 */
public final class MadeUpHistory {
    private static final int DIGITS_OF_NUMBER = 8;

    private final CommitGraph graph;

    /**
     * The history of commits with these parents.
     *
     * @param parents by number of the commit; smaller than itself
     */
    public MadeUpHistory(int[][] parents) {
        graph = new CommitGraph();
        for (int commit = 0; commit < parents.length; commit++) {
            graph.add(ObjectId.fromString(id(commit)), commit, parents[commit]);
        }
    }

    /** The id of a commit: its number, spread over the id as hashes are, and itself in the last eight digits. */
    public static String id(int number) {
        long spread = number * 0x9E3779B97F4A7C15L;
        return String.format(Locale.ROOT, "%016x%016x%08x", spread, Long.rotateLeft(spread, 32) ^ number, number);
    }

    /** The number of a commit of this id. */
    public static int number(String id) {
        return Integer.parseUnsignedInt(id.substring(id.length() - DIGITS_OF_NUMBER), 16);
    }

    /** Starts a search for the first bad commit between these two. */
    public Search search(int bad, int good) {
        SearchState state = new SearchState(id(bad), List.of(id(good)), Limits.NONE);
        return new GraphSearch(graph, Level.STAT_EXACT, state);
    }
}
