package culprit.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The paths at which two trees differ, in the order of git's trees, which is that of their bytes.
 *
 * <p>JGit's walk looks at each entry of all directories on the way for its filters' sake: in a tree of Linux that takes
 * longer than writing the ten files that differ. Here entries that are equal byte for byte are passed over.
 */
final class TreeComparison {
    private static final FileChange.Entry NOTHING = new FileChange.Entry(FileMode.MISSING, ObjectId.zeroId());

    private final Trees trees;
    private final boolean recursive;
    private final List<FileChange> changes = new ArrayList<>();

    private TreeComparison(Trees trees, boolean recursive) {
        this.trees = trees;
        this.recursive = recursive;
    }

    /** Compares trees, {@link ObjectId#zeroId()} is the empty one; if not recursively, the top directories only. */
    static List<FileChange> of(Trees trees, boolean recursive, ObjectId before, ObjectId after) throws IOException {
        TreeComparison comparison = new TreeComparison(trees, recursive);
        comparison.compare(new byte[0], before, after);
        return comparison.changes;
    }

    private void compare(byte[] directory, ObjectId before, ObjectId after) throws IOException {
        if (before.equals(after)) {
            return;
        }
        TreeEntries old = trees.older(before);
        TreeEntries recent = trees.newer(after);
        while (!old.atEnd() || !recent.atEnd()) {
            if (!old.atEnd() && !recent.atEnd() && old.isSame(recent)) {
                old.next();
                recent.next();
                continue;
            }
            int order = old.atEnd() ? 1 : recent.atEnd() ? -1 : old.compareNames(recent);
            if (order == 0) {
                change(directory, old, recent);
            } else if (order < 0) {
                add(old.path(directory), old.entry(), NOTHING);
            } else {
                add(recent.path(directory), NOTHING, recent.entry());
            }
            if (order <= 0) {
                old.next();
            }
            if (order >= 0) {
                recent.next();
            }
        }
    }

    /** Compares entries of the same name, both or none of which are directories. */
    private void change(byte[] directory, TreeEntries old, TreeEntries recent) throws IOException {
        FileChange.Entry before = old.entry();
        FileChange.Entry after = recent.entry();
        // Odd trees write the same mode in several ways.
        if (!before.equals(after)) {
            add(recent.path(directory), before, after);
        }
    }

    private void add(byte[] path, FileChange.Entry before, FileChange.Entry after) throws IOException {
        boolean isDirectory = FileMode.TREE.equals(before.mode()) || FileMode.TREE.equals(after.mode());
        if (!recursive || !isDirectory) {
            changes.add(new FileChange(path, before, after));
            return;
        }
        byte[] directory = Arrays.copyOf(path, path.length + 1);
        directory[path.length] = '/';
        compare(directory, before.id(), after.id());
    }
}
