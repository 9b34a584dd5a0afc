package culprit.git;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

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
        return between(new Trees(reader), List.of(treeBefore(reader, commit)), commit.tree());
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
    static List<FileChange> between(Trees trees, List<ObjectId> befores, ObjectId after) throws IOException {
        List<FileChange> changes = TreeComparison.of(trees, true, befores.get(0), after);
        if (befores.size() == 1) {
            return changes;
        }
        SortedMap<byte[], FileChange> byPath = new TreeMap<>(Arrays::compareUnsigned);
        changes.forEach(change -> byPath.put(change.path, change));
        for (ObjectId before : befores.subList(1, befores.size())) {
            for (FileChange change : TreeComparison.of(trees, true, before, after)) {
                byPath.putIfAbsent(change.path, new FileChange(change.path, change.after, change.after));
            }
        }
        return List.copyOf(byPath.values());
    }

    /** The entries of the top directory in which a tree differs from the one before, in the order of git's trees. */
    static List<FileChange> atTop(ObjectReader reader, ObjectId before, ObjectId after) throws IOException {
        return TreeComparison.of(new Trees(reader), false, before, after);
    }
}
