package culprit.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Tells which commits change some paths. What was compared once is kept. One thread's. */
final class PathChanges {
    private static final int NOTHING = -1;

    private final CommitGraph graph;
    private final ObjectReader reader;
    private final Function<IOException, HistoryException> failure;
    private final TreeFilter filter;
    private final Map<Long, Boolean> compared = new HashMap<>();
    private final Map<Integer, ObjectId> trees = new HashMap<>();

    /**
     * Compares at these paths.
     *
     * @param failure says what it means that objects cannot be read
     */
    PathChanges(
            CommitGraph graph, ObjectReader reader, Pathspec paths, Function<IOException, HistoryException> failure) {
        this.graph = graph;
        this.reader = reader;
        this.failure = failure;
        this.filter = AndTreeFilter.create(TreeFilter.ANY_DIFF, paths);
    }

    /** Whether a commit holds the same at the paths as another one; UncheckedIOException if they cannot be read. */
    boolean isSame(int commit, int other) {
        return compared.computeIfAbsent((long) commit << Integer.SIZE | (other & 0xffffffffL), key -> {
            try (TreeWalk walk = new TreeWalk(reader)) {
                addTree(walk, other);
                addTree(walk, commit);
                walk.setRecursive(true);
                walk.setFilter(filter);
                return !walk.next();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Whether a commit holds nothing at the paths. */
    boolean isEmpty(int commit) {
        return isSame(commit, NOTHING);
    }

    /** What a failed comparison means. */
    HistoryException unreadable(UncheckedIOException failed) {
        return failure.apply(failed.getCause());
    }

    private void addTree(TreeWalk walk, int commit) throws IOException {
        if (commit == NOTHING) {
            walk.addTree(new EmptyTreeIterator());
            return;
        }
        ObjectId tree = trees.get(commit);
        if (tree == null) {
            tree = RawCommit.read(reader, graph.id(commit)).tree();
            trees.put(commit, tree);
        }
        walk.addTree(tree);
    }
}
