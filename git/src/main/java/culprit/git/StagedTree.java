package culprit.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A directory of a tree that is being written, and everything below it.
 *
 * <p>It can be changed until it is written; after that a change gives a copy that shares all untouched directories, so
 * that a commit costs no more than the directories on its paths. Names are held as one character per UTF-8 byte, which
 * makes the order of strings the order of git's trees.
 */
final class StagedTree {
    private final SortedMap<String, Leaf> files;
    private final SortedMap<String, StagedTree> directories;
    private @Nullable ObjectId id;

    private record Leaf(FileMode mode, ObjectId id) {}

    StagedTree() {
        this(new TreeMap<>(), new TreeMap<>());
    }

    private StagedTree(SortedMap<String, Leaf> files, SortedMap<String, StagedTree> directories) {
        this.files = files;
        this.directories = directories;
    }

    /** This directory, or a copy if it was written, with the file at the relative path set. */
    StagedTree with(String path, FileMode mode, ObjectId blob) {
        return with(path, names(path).iterator(), new Leaf(mode, blob));
    }

    private StagedTree with(String path, Iterator<String> names, Leaf leaf) {
        StagedTree changed = id == null ? this : new StagedTree(new TreeMap<>(files), new TreeMap<>(directories));
        String name = names.next();
        boolean isFile = !names.hasNext();
        if (isFile ? directories.containsKey(name) : files.containsKey(name)) {
            throw new IllegalArgumentException(path + ": would be a file and a directory");
        }
        if (isFile) {
            changed.files.put(name, leaf);
        } else {
            StagedTree below = directories.getOrDefault(name, new StagedTree());
            changed.directories.put(name, below.with(path, names, leaf));
        }
        return changed;
    }

    /** What the file at the relative path is, if there is one. */
    Optional<FileMode> modeOf(String path) {
        Iterator<String> names = names(path).iterator();
        StagedTree directory = this;
        String name = names.next();
        while (names.hasNext()) {
            directory = directory.directories.getOrDefault(name, new StagedTree());
            name = names.next();
        }
        return Optional.ofNullable(directory.files.get(name)).map(Leaf::mode);
    }

    /** Writes this directory and those below that are not written yet, and returns its id. */
    ObjectId write(ObjectInserter objects) throws IOException {
        if (id != null) {
            return id;
        }
        // git sorts a directory as if its name ended in a slash.
        SortedMap<String, Leaf> entries = new TreeMap<>(files);
        for (Map.Entry<String, StagedTree> below : directories.entrySet()) {
            entries.put(
                    below.getKey() + "/",
                    new Leaf(FileMode.TREE, below.getValue().write(objects)));
        }
        TreeFormatter tree = new TreeFormatter();
        entries.forEach((key, entry) -> {
            String name = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
            tree.append(name.getBytes(StandardCharsets.ISO_8859_1), entry.mode(), entry.id());
        });
        ObjectId written = objects.insert(tree);
        id = written;
        return written;
    }

    private static List<String> names(String path) {
        String bytes = new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        List<String> names = List.of(bytes.split("/", -1));
        for (String name : names) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.equalsIgnoreCase(".git")) {
                throw new IllegalArgumentException(path + ": not a relative path of a source file");
            }
        }
        return names;
    }
}
