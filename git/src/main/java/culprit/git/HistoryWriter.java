package culprit.git;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;

/**
 * Makes a new repository whose whole history goes into one pack as it is told: first the files of the root commit, then
 * commits that change a few files of a parent.
 *
 * <p>The repository grows in a hidden sibling of its directory and moves into place at the end of {@link #finish}, so
 * that a directory that exists is complete. There is neither an index nor a working tree; {@code git checkout} makes
 * both. Commits are named by their 40 hexadecimal digits. Used by one thread.
 */
public final class HistoryWriter implements AutoCloseable {
    /** The branch that {@code HEAD} is on. */
    public static final String BRANCH = "master";

    private final Path directory;
    private final Path unfinished;
    private final Repository repository;
    private final PackInserter objects;
    private final Map<String, StagedTree> trees = new HashMap<>();
    private final Map<String, ObjectId> tags = new LinkedHashMap<>();
    private StagedTree root = new StagedTree();

    /** What a file of a tree is, in the kinds git knows. */
    public enum Kind {
        REGULAR(FileMode.REGULAR_FILE),
        EXECUTABLE(FileMode.EXECUTABLE_FILE),
        /** The content is the path that the link points to. */
        SYMLINK(FileMode.SYMLINK);

        private final int bits;

        Kind(FileMode mode) {
            this.bits = mode.getBits();
        }

        private FileMode mode() {
            return FileMode.fromBits(bits);
        }
    }

    /** Who did something and when; git keeps whole seconds and the offset from UTC. */
    public record Signature(String name, String email, OffsetDateTime when) {
        private PersonIdent ident() {
            return new PersonIdent(name, email, when.toInstant(), when.getOffset());
        }
    }

    /** What a commit says about itself; the message ends with a newline. */
    public record About(String message, Signature author, Signature committer) {}

    private HistoryWriter(Path directory, Path unfinished) throws IOException {
        this.directory = directory;
        this.unfinished = unfinished;
        File work = unfinished.toFile();
        FileRepository files = new FileRepository(new File(work, Constants.DOT_GIT));
        files.create();
        this.repository = files;
        this.objects = files.getObjectDatabase().newPackInserter();
        objects.checkExisting(false);
        objects.setCompressionLevel(Deflater.BEST_SPEED);
    }

    /**
     * Starts a repository that will be {@code directory/.git}; what a killed run left of an earlier try is removed.
     *
     * @throws FileAlreadyExistsException if the directory exists
     */
    public static HistoryWriter create(Path directory) throws IOException {
        Path whole = directory.toAbsolutePath().normalize();
        if (Files.exists(whole, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(
                    whole.toString(), null, "a new repository needs a directory that does not exist yet");
        }
        Path unfinished = whole.resolveSibling("." + whole.getFileName() + ".unfinished");
        delete(unfinished);
        Files.createDirectories(unfinished);
        return new HistoryWriter(whole, unfinished);
    }

    /**
     * Adds a file to the tree of the root commits made after this call.
     *
     * @param path relative, with {@code /} between its names
     * @throws IllegalArgumentException if the path is not relative, or names {@code .git} or a file as a directory
     */
    public void addFile(String path, Kind kind, byte[] content) throws IOException {
        root = root.with(path, kind.mode(), objects.insert(Constants.OBJ_BLOB, content));
    }

    /** Writes a commit without parents, whose tree holds the files added so far, and returns its name. */
    public String commit(About about) throws IOException {
        return write(about, List.of(), root);
    }

    /**
     * Writes a commit on top of others and returns its name.
     *
     * @param parents at least one; the tree starts as that of the first
     * @param changes the new content of each changed file by path; a file that is not there yet becomes a regular one
     */
    public String commit(About about, List<String> parents, Map<String, byte[]> changes) throws IOException {
        StagedTree tree = treeOf(parents.get(0));
        for (Map.Entry<String, byte[]> change : changes.entrySet()) {
            ObjectId blob = objects.insert(Constants.OBJ_BLOB, change.getValue());
            tree = tree.with(change.getKey(), tree.modeOf(change.getKey()).orElse(FileMode.REGULAR_FILE), blob);
        }
        return write(about, parents, tree);
    }

    /** Names a commit with a lightweight tag. */
    public void tag(String name, String commit) {
        tags.put(name, ObjectId.fromString(commit));
    }

    /** Names a commit with a tag that has a message, which ends with a newline, and a tagger. */
    public void tag(String name, String commit, String message, Signature tagger) throws IOException {
        TagBuilder tag = new TagBuilder();
        tag.setTag(name);
        tag.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
        tag.setMessage(message);
        tag.setTagger(tagger.ident());
        tags.put(name, objects.insert(tag));
    }

    /** Ends the pack, sets the tags and the branch to {@code head} and moves the repository to its directory. */
    public void finish(String head) throws IOException {
        treeOf(head);
        objects.flush();
        for (Map.Entry<String, ObjectId> tag : tags.entrySet()) {
            set(Constants.R_TAGS + tag.getKey(), tag.getValue());
        }
        set(Constants.R_HEADS + BRANCH, ObjectId.fromString(head));
        repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + BRANCH);
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Lets go of the repository, and removes it unless it is finished. */
    @Override
    public void close() throws IOException {
        objects.close();
        repository.close();
        delete(unfinished);
    }

    private String write(About about, List<String> parents, StagedTree tree) throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree.write(objects));
        commit.setParentIds(parents.stream().map(ObjectId::fromString).toList());
        commit.setAuthor(about.author().ident());
        commit.setCommitter(about.committer().ident());
        commit.setEncoding(StandardCharsets.UTF_8);
        commit.setMessage(about.message());
        String name = objects.insert(commit).name();
        trees.put(name, tree);
        return name;
    }

    private StagedTree treeOf(String commit) {
        StagedTree tree = trees.get(commit);
        if (tree == null) {
            throw new IllegalArgumentException("commit " + commit + " was not written here");
        }
        return tree;
    }

    private void set(String ref, ObjectId value) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(value);
        update.disableRefLog();
        RefUpdate.Result result = update.update();
        if (result != RefUpdate.Result.NEW) {
            throw new IOException(ref + " could not be set to " + value.name() + ": " + result);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
