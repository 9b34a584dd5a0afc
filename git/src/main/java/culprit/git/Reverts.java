package culprit.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Makes commits that lack the change of another one, as {@code git revert} does: the way from the commit to its
 * parent is merged into the commit that shall lack it. Unlike there, a file that was renamed since is not found again, so that
 * its change is in conflict.
 *
 * <p>The new objects go into a directory of our own, which borrows from the repository; the repository stays as it is. The
 * same revert has the same id whenever it is made. Owned by one thread.
 */
public final class Reverts implements AutoCloseable {
    private static final String PERSON = "Culprit <culprit@localhost>";

    /** The repository, with a place of our own for what is new. */
    private final Repository repository;

    private final Damage damage;
    private final ObjectReader reader;

    private Reverts(Repository repository, Damage damage, Replacements replacements) {
        this.repository = repository;
        this.damage = damage;
        this.reader = new NamingReader(repository.newObjectReader(), replacements);
    }

    /** See {@link JGitHistory#reverts}. */
    static Reverts in(Path objects, Repository origin, Replacements replacements) throws IOException {
        Files.createDirectories(objects);
        FileRepositoryBuilder builder = new FileRepositoryBuilder()
                .setGitDir(origin.getDirectory())
                .setObjectDirectory(objects.toAbsolutePath().toFile())
                .addAlternateObjectDirectory(ObjectDirectories.of(origin).get(0).toFile());
        if (origin.isBare()) {
            builder.setBare();
        } else {
            builder.setWorkTree(origin.getWorkTree());
        }
        return new Reverts(builder.build(), new Damage(origin), replacements);
    }

    /**
     * Takes the change of a commit out of another one.
     *
     * @param culprit the commit whose change is not wanted
     * @param onto the commit that shall lack it, and is the parent of what is made
     */
    public Revert of(String culprit, String onto) throws HistoryException {
        try {
            RawCommit unwanted = RawCommit.read(reader, ObjectId.fromString(culprit));
            if (unwanted.parents().size() != 1) {
                return Revert.without(unwanted.parents().isEmpty() ? Revert.Kind.ROOT : Revert.Kind.MERGE);
            }
            try (ObjectInserter inserter = repository.newObjectInserter()) {
                return revert(unwanted, culprit, ObjectId.fromString(onto), inserter);
            }
        } catch (IOException e) {
            throw damage.unreadable(e);
        }
    }

    private Revert revert(RawCommit unwanted, String culprit, ObjectId onto, ObjectInserter inserter)
            throws IOException {
        RawCommit changed = RawCommit.read(reader, onto);
        ResolveMerger merger = (ResolveMerger) MergeStrategy.RESOLVE.newMerger(inserter, repository.getConfig());
        merger.setBase(unwanted.tree());
        if (!merger.merge(changed.tree(), FileChange.treeBefore(reader, unwanted))) {
            return Revert.conflict(merger.getUnmergedPaths().stream()
                    .map(path -> new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                    .toList());
        }
        ObjectId tree = merger.getResultTreeId();
        if (tree.equals(changed.tree())) {
            return Revert.without(Revert.Kind.NOTHING_LEFT);
        }
        String title = "Revert \"" + new String(unwanted.title(), StandardCharsets.ISO_8859_1) + "\"";
        // Author and date are fixed, so that a bisection that is resumed finds what it knows of this commit.
        String signature = PERSON + " " + Long.toUnsignedString(changed.committed()) + " +0000\n";
        String commit = "tree " + tree.name() + "\nparent " + onto.name() + "\nauthor " + signature + "committer "
                + signature + "\n" + title + "\n\nThis reverts commit " + culprit + ".\n";
        ObjectId id = inserter.insert(Constants.OBJ_COMMIT, commit.getBytes(StandardCharsets.ISO_8859_1));
        inserter.flush();
        return Revert.by(new Commit(id.name(), title, List.of(onto.name())));
    }

    /**
     * A directory to put commits into, those of the repository and those made here; valid as long as this is open. As {@link
     * JGitHistory#checkout} otherwise.
     */
    public Checkout checkout(Path directory, Path state) throws BadInputException {
        return Checkout.into(directory, state, repository, reader);
    }

    @Override
    public void close() {
        reader.close();
        repository.close();
    }
}
