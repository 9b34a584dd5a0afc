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
 * The commits of a repository's commit-graph file, or chain of files. Each has the place there that git gives it: ordered
 * by file, then by id.
 *
 * <p>They come with all their ancestors. Dates are the 34 bits that the files hold: git orders by these where it has such
 * a file, and so commits from before 1970 or after 2514 have another place there than without one.
 */
final class StoredCommits {
    private static final Logger LOG = LoggerFactory.getLogger(StoredCommits.class);

    private final List<CommitGraphFile> files;
    private final int size;

    private StoredCommits(List<CommitGraphFile> files, int size) {
        this.files = List.copyOf(files);
        this.size = size;
    }

    /** No commits: all have to be read from objects. */
    static StoredCommits none() {
        return new StoredCommits(List.of(), 0);
    }

    /** What a repository has; nothing if it has no such file, is told not to use it, or if there is anything odd about it. */
    static StoredCommits of(Repository repository) {
        if (!repository.getConfig().getBoolean("core", "commitGraph", true)) {
            return none();
        }
        try {
            List<Path> directories = ObjectDirectories.of(repository);
            for (Path directory : directories) {
                Path single = directory.resolve("info/commit-graph");
                if (Files.exists(single)) {
                    return of(List.of(CommitGraphTables.map(single)));
                }
                Path chain = directory.resolve("info/commit-graphs/commit-graph-chain");
                if (Files.exists(chain)) {
                    return of(chain(Files.readAllLines(chain), directories));
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.info("commits of {} are read from objects, its commit-graph file is odd", repository, e);
        }
        return none();
    }

    private static List<CommitGraphTables> chain(List<String> names, List<Path> directories) throws IOException {
        List<CommitGraphTables> files = new ArrayList<>();
        for (String name : names) {
            Path path = null;
            for (Path directory : directories) {
                Path candidate = directory.resolve("info/commit-graphs/graph-" + name + ".graph");
                path = path == null && Files.exists(candidate) ? candidate : path;
            }
            if (path == null) {
                throw new IOException("file " + name + " of the chain is missing");
            }
            CommitGraphTables file = CommitGraphTables.map(path);
            if (!file.bases().equals(names.subList(0, files.size()))) {
                throw new IOException("file " + name + " belongs to another chain");
            }
            files.add(file);
        }
        return files;
    }

    private static StoredCommits of(List<CommitGraphTables> chain) throws IOException {
        CommitGraphCheck.of(chain);
        List<CommitGraphFile> files = new ArrayList<>();
        int start = 0;
        for (CommitGraphTables tables : chain) {
            CommitGraphFile file = new CommitGraphFile(tables, start);
            files.add(file);
            start = file.end();
        }
        return new StoredCommits(files, start);
    }

    int size() {
        return size;
    }

    /** The place of a commit, -1 if it is not here. */
    int find(AnyObjectId id) {
        for (CommitGraphFile file : files) {
            int place = file.find(id);
            if (place >= 0) {
                return place;
            }
        }
        return -1;
    }

    ObjectId id(int place) {
        return file(place).id(place);
    }

    /** Seconds of the committer's date. */
    long date(int place) {
        return file(place).date(place);
    }

    /** The places of a commit's parents, in a new array. */
    int[] parents(int place) {
        return file(place).parents(place);
    }

    private CommitGraphFile file(int place) {
        int at = 0;
        while (place >= files.get(at).end()) {
            at++;
        }
        return files.get(at);
    }
}
