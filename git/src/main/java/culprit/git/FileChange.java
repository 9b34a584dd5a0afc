package culprit.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * A path at which trees differ.
 *
 * @param path bytes of the path from the root of the tree, parts joined by '/'
 * @param before what was there; mode MISSING if nothing
 * @param after what is there; mode MISSING if nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and made by the thousand
record FileChange(byte[] path, Entry before, Entry after) {
    /** What a tree holds at a path. */
    record Entry(FileMode mode, ObjectId id) {
        boolean exists() {
            return !FileMode.MISSING.equals(mode);
        }

        private static Entry of(TreeWalk walk, int tree) {
            return new Entry(walk.getFileMode(tree), walk.getObjectId(tree));
        }

        /** Whether it is a file, a link, a directory or a module, whatever its permissions. */
        int type() {
            return mode.getBits() & FileMode.TYPE_MASK;
        }
    }

    /** git's letter: added, deleted, of another type, or modified. */
    char kind() {
        if (!before.exists()) {
            return 'A';
        }
        if (!after.exists()) {
            return 'D';
        }
        return before.type() == after.type() ? 'M' : 'T';
    }

    /** What a commit changes against its first parent; of a root, all that it holds. */
    static List<FileChange> of(ObjectReader reader, RawCommit commit) throws IOException {
        return between(reader, List.of(treeBefore(reader, commit)), commit.tree());
    }

    /** The tree of a commit's first parent; the empty one before a root. */
    static ObjectId treeBefore(ObjectReader reader, RawCommit commit) throws IOException {
        List<ObjectId> parents = commit.parents();
        return parents.isEmpty()
                ? ObjectId.zeroId()
                : RawCommit.read(reader, parents.get(0)).tree();
    }

    /**
     * The paths at which {@code after} differs from any of the trees {@code befores}, in byte order.
     *
     * @param befores at least one tree; {@link ObjectId#zeroId()} is the empty one. {@link #before} is of the first
     */
    static List<FileChange> between(ObjectReader reader, List<ObjectId> befores, ObjectId after) throws IOException {
        return changes(reader, befores, after, true);
    }

    /** The entries of the top directory in which a tree differs from the one before, in the order of git's trees. */
    static List<FileChange> atTop(ObjectReader reader, ObjectId before, ObjectId after) throws IOException {
        return changes(reader, List.of(before), after, false);
    }

    private static List<FileChange> changes(
            ObjectReader reader, List<ObjectId> befores, ObjectId after, boolean recursive) throws IOException {
        List<FileChange> changes = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(reader)) {
            for (ObjectId tree : befores) {
                addTree(walk, tree);
            }
            addTree(walk, after);
            walk.setRecursive(recursive);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                changes.add(new FileChange(walk.getRawPath(), Entry.of(walk, 0), Entry.of(walk, befores.size())));
            }
        }
        return changes;
    }

    private static void addTree(TreeWalk walk, ObjectId tree) throws IOException {
        if (tree.equals(ObjectId.zeroId())) {
            walk.addTree(new EmptyTreeIterator());
        } else {
            walk.addTree(tree);
        }
    }
}
