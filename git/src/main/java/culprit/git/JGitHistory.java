package culprit.git;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * The history in a git repository on disk. The repository is only read.
 *
 * <p>Replacement refs and grafts do not count.
 */
public final class JGitHistory implements History {
    private static final String PATCH_PREFIX = "[PATCH] ";

    private final Repository repository;
    private final ObjectReader reader;
    private final CommitGraph graph;
    private final Level level;

    private JGitHistory(Repository repository, Level level) {
        this.repository = repository;
        this.reader = repository.newObjectReader();
        this.graph = new CommitGraph(repository);
        this.level = level;
    }

    /** Opens a repository at the level {@link Level#STAT_EXACT}; see {@link #open(Path, Level)}. */
    public static JGitHistory open(Path repository) throws BadInputException, HistoryException {
        return open(repository, Level.STAT_EXACT);
    }

    /**
     * Opens a repository.
     *
     * @param repository the top directory of one of its work trees, or its ".git" directory
     * @param level the versions of git with which to agree
     * @throws BadInputException if there is no repository, or one that is bare, shallow or has SHA-256 ids
     */
    public static JGitHistory open(Path repository, Level level) throws BadInputException, HistoryException {
        return new JGitHistory(RepositoryOpener.open(repository), level);
    }

    /**
     * The commit a person means.
     *
     * @param revision any revision git understands: an id or its start, a branch, a tag, v5.10~3. Annotated tags count as
     *     the commit they name
     * @throws BadInputException if it names no commit, or several
     */
    public Commit resolve(String revision) throws BadInputException, HistoryException {
        ObjectId id = resolved(revision);
        if (id == null) {
            throw new BadInputException("unknown revision \"" + revision + "\" in " + place()
                    + ": check the spelling, or fetch it, for instance with: git fetch --tags");
        }
        return commit(id.name());
    }

    private @Nullable ObjectId resolved(String revision) throws BadInputException, HistoryException {
        try {
            return repository.resolve(revision + "^{commit}");
        } catch (AmbiguousObjectException e) {
            throw new BadInputException("revision \"" + revision + "\" in " + place() + " could be any of "
                    + e.getCandidates().size() + " objects: write more digits");
        } catch (IncorrectObjectTypeException e) {
            throw new BadInputException("revision \"" + revision + "\" in " + place()
                    + " is no commit: name a commit, a branch or a tag of one");
        } catch (MissingObjectException | RevisionSyntaxException e) {
            return null;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Commit commit(String id) throws HistoryException {
        RawCommit raw = raw(id);
        String title = new String(raw.title(), StandardCharsets.ISO_8859_1);
        if (level.stripsPatchPrefix() && title.startsWith(PATCH_PREFIX)) {
            title = title.substring(PATCH_PREFIX.length());
        }
        return new Commit(id, title, raw.parents().stream().map(ObjectId::name).toList());
    }

    private RawCommit raw(String id) throws HistoryException {
        try {
            return RawCommit.read(reader, ObjectId.fromString(id));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public boolean isAncestor(String ancestor, String descendant) throws HistoryException {
        return MergeBases.isAncestor(graph, load(ancestor), load(descendant), new BitSet());
    }

    @Override
    public List<String> mergeBases(String one, List<String> others) throws HistoryException {
        List<Integer> bases = MergeBases.of(graph, load(one), load(others), new BitSet());
        return bases.stream().map(graph::name).toList();
    }

    @Override
    public List<ReleaseTag> releaseTagsBefore(String commit) throws HistoryException {
        int index = load(commit);
        BitSet contained = graph.ancestors(index);
        contained.clear(index);
        return releases().stream()
                .filter(release -> {
                    int tagged = graph.find(ObjectId.fromString(release.commit()));
                    return tagged >= 0 && contained.get(tagged);
                })
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    @Override
    public boolean isRelease(String commit) throws HistoryException {
        return releases().stream().anyMatch(release -> release.commit().equals(commit));
    }

    /** All tags of releases, candidates left out. */
    private List<ReleaseTag> releases() throws HistoryException {
        List<ReleaseTag> releases = new ArrayList<>();
        try {
            RefDatabase refs = repository.getRefDatabase();
            for (Ref ref : refs.getRefsByPrefix(Constants.R_TAGS + "v")) {
                String name = ref.getName().substring(Constants.R_TAGS.length());
                ReleaseTag.parse(name, tagged(refs.peel(ref)).name())
                        .filter(tag -> !tag.isCandidate())
                        .ifPresent(releases::add);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return releases;
    }

    private static ObjectId tagged(Ref peeled) {
        ObjectId target = peeled.getPeeledObjectId();
        return target == null ? peeled.getObjectId() : target;
    }

    @Override
    public Search search(String bad, List<String> goods) throws HistoryException {
        return search(new SearchState(bad, goods));
    }

    /** Starts a search, or goes on with one that has got this far. */
    public Search search(SearchState state) throws HistoryException {
        load(state.bad());
        load(state.goods());
        return new GraphSearch(graph, level, state);
    }

    /** The versions of git with which this agrees. */
    public Level level() {
        return level;
    }

    @Override
    public byte[] describeCulprit(String commit) throws HistoryException {
        try {
            return new CulpritText(repository, reader, CulpritForm.of(level)).of(ObjectId.fromString(commit));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Recipients recipients(String commit) throws HistoryException {
        return new Recipients(CommitRecipients.of(raw(commit)), List.of());
    }

    /**
     * A directory to put commits into, valid as long as this history is open.
     *
     * @param directory a directory of our own, made if missing. Whatever it holds is deleted, unless {@code state} tells
     *     which commit that is
     * @param state the file in which is kept what the directory holds; outside of {@code directory}
     * @throws BadInputException if the directory is, holds or is part of a repository, or holds the state file
     */
    public Checkout checkout(Path directory, Path state) throws BadInputException {
        return Checkout.into(directory, state, repository, reader);
    }

    /**
     * The bisection that git itself keeps in this work tree.
     *
     * @throws BadInputException if the repository keeps its references in a way that is not understood
     */
    public BisectState bisectState() throws BadInputException {
        return new BisectState(repository);
    }

    @Override
    public void close() {
        reader.close();
        repository.close();
    }

    private int load(String id) throws HistoryException {
        try {
            return graph.load(ObjectId.fromString(id), reader);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private List<Integer> load(List<String> ids) throws HistoryException {
        List<Integer> commits = new ArrayList<>();
        for (String id : ids) {
            commits.add(load(id));
        }
        return commits;
    }

    private HistoryException unreadable(IOException cause) {
        if (cause instanceof InterruptedIOException) {
            Thread.currentThread().interrupt();
            return new HistoryException("interrupted while reading the repository " + place(), cause);
        }
        return new HistoryException(
                "cannot read the repository " + place() + ": " + cause.getMessage()
                        + " (git fsck tells what is damaged)",
                cause);
    }

    private Path place() {
        return repository.getWorkTree().toPath();
    }
}
