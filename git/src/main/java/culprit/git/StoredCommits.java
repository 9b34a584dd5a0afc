package culprit.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commits of a repository's commit-graph file, or chain of files, numbered as git numbers them: by file, then by id.
 *
 * <p>They come with all their ancestors. Dates are the 34 bits that the files hold: git orders by these where it has such
 * a file, and so commits from before 1970 or after 2514 have another place there than without one.
 */
final class StoredCommits {
    private static final Logger LOG = LoggerFactory.getLogger(StoredCommits.class);
    /** The generation of commits whose true one has no room; it says nothing about their parents. */
    private static final int LAST_GENERATION = 0x3fffffff;

    private final List<CommitGraphFile> files;
    private final CommitLinks links;

    private StoredCommits(List<CommitGraphFile> files, CommitLinks links) {
        this.files = files;
        this.links = links;
    }

    /** No commits: all have to be read from objects. */
    static StoredCommits none() {
        return new StoredCommits(List.of(), new CommitLinks(0));
    }

    /** What a repository has; nothing if it has no such file, is told not to use it, or if there is anything odd about it. */
    static StoredCommits of(Repository repository) {
        if (!repository.getConfig().getBoolean("core", "commitGraph", true)) {
            return none();
        }
        Path objects = repository.getCommonDirectory().toPath().resolve("objects");
        try {
            List<Path> directories = new ArrayList<>();
            addWithAlternates(objects, directories);
            for (Path directory : directories) {
                Path single = directory.resolve("info/commit-graph");
                if (Files.exists(single)) {
                    return read(List.of(CommitGraphFile.map(single)));
                }
                Path chain = directory.resolve("info/commit-graphs/commit-graph-chain");
                if (Files.exists(chain)) {
                    return read(chain(Files.readAllLines(chain), directories));
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("commits of {} are read from objects, its commit-graph file is odd", objects, e);
        }
        return none();
    }

    private static void addWithAlternates(Path objects, List<Path> directories) throws IOException {
        directories.add(objects);
        Path alternates = objects.resolve("info/alternates");
        if (Files.exists(alternates)) {
            for (String line : Files.readAllLines(alternates)) {
                Path other = objects.resolve(line).normalize();
                if (!line.isEmpty() && !line.startsWith("#") && !directories.contains(other)) {
                    addWithAlternates(other, directories);
                }
            }
        }
    }

    private static List<CommitGraphFile> chain(List<String> names, List<Path> directories) throws IOException {
        List<CommitGraphFile> files = new ArrayList<>();
        for (String name : names) {
            Path path = null;
            for (Path directory : directories) {
                Path candidate = directory.resolve("info/commit-graphs/graph-" + name + ".graph");
                path = path == null && Files.exists(candidate) ? candidate : path;
            }
            if (path == null) {
                throw new IOException("file " + name + " of the chain is missing");
            }
            CommitGraphFile file = CommitGraphFile.map(path);
            if (!file.bases().equals(names.subList(0, files.size()))) {
                throw new IOException("file " + name + " belongs to another chain");
            }
            files.add(file);
        }
        return files;
    }

    private static StoredCommits read(List<CommitGraphFile> files) throws IOException {
        int size = 0;
        for (CommitGraphFile file : files) {
            size = Math.addExact(size, file.size());
        }
        CommitLinks links = new CommitLinks(size);
        int[] generations = new int[size];
        for (CommitGraphFile file : files) {
            file.addTo(links, generations);
        }
        for (int commit = 0; commit < size; commit++) {
            for (int i = 0; i < links.parentCount(commit); i++) {
                int parent = links.parent(commit, i);
                if (parent >= size || !isAfter(generations[commit], generations[parent])) {
                    throw new IOException("parent out of order");
                }
            }
        }
        return new StoredCommits(files, links);
    }

    private static boolean isAfter(int generation, int parents) {
        return generation > parents || (generation == LAST_GENERATION && parents == LAST_GENERATION);
    }

    int size() {
        int size = 0;
        for (CommitGraphFile file : files) {
            size += file.size();
        }
        return size;
    }

    /** Dates and parents by number; whoever reads more commits adds them to it. */
    CommitLinks links() {
        return links;
    }

    /** The number of a commit, -1 if it is not here. */
    int find(AnyObjectId id) {
        int start = 0;
        for (CommitGraphFile file : files) {
            int place = file.find(id);
            if (place >= 0) {
                return start + place;
            }
            start += file.size();
        }
        return -1;
    }

    ObjectId id(int commit) {
        int place = commit;
        for (CommitGraphFile file : files) {
            if (place < file.size()) {
                return file.id(place);
            }
            place -= file.size();
        }
        throw new IndexOutOfBoundsException(commit);
    }
}
