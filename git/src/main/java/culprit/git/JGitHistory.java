package culprit.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * The history in a git repository on disk, as git shows it: with replaced objects replaced. The repository is only read.
 */
public final class JGitHistory implements History {
    private static final String PATCH_PREFIX = "[PATCH] ";
    /** The bits of a date that a commit-graph file has room for. */
    private static final long STORED_DATE = (1L << 34) - 1;

    private final Repository repository;
    private final Damage damage;
    private final Revisions revisions;
    private final Replacements replacements;
    private final ObjectReader reader;
    private final CommitGraph graph;
    private final Level level;
    private final Limits limits;
    /** By the paths of the searches so far: what was compared there. */
    private final Map<List<String>, PathChanges> changes = new HashMap<>();

    private JGitHistory(Repository repository, Replacements replacements, Level level, Limits limits) {
        this.repository = repository;
        this.damage = new Damage(repository);
        this.revisions = new Revisions(repository, replacements);
        this.replacements = replacements;
        this.reader = new NamingReader(repository.newObjectReader(), replacements);
        // A commit-graph file knows nothing of replacements, so git does without one, too.
        this.graph = replacements.isEmpty() ? new CommitGraph(repository) : new CommitGraph();
        this.level = level;
        this.limits = limits;
    }

    /** Opens a repository at the level {@link Level#STAT_EXACT}; see {@link #open(Path, Level)}. */
    public static JGitHistory open(Path repository) throws BadInputException, HistoryException {
        return open(repository, Level.STAT_EXACT);
    }

    /**
     * Opens a repository.
     *
     * @param repository the top directory of one of its work trees, its ".git" directory, or a bare one
     * @param level the versions of git with which to agree
     * @throws BadInputException if there is no repository, or one that is shallow, grafted or has SHA-256 ids
     */
    public static JGitHistory open(Path repository, Level level) throws BadInputException, HistoryException {
        return open(repository, level, Limits.NONE);
    }

    /**
     * Opens a repository of which only a part is searched.
     *
     * @throws BadInputException as for a whole one, and for paths that are not understood
     */
    public static JGitHistory open(Path repository, Level level, Limits limits)
            throws BadInputException, HistoryException {
        Pathspec.of(limits.paths());
        Repository opened = RepositoryOpener.open(repository);
        try {
            return new JGitHistory(opened, Replacements.of(opened), level, limits);
        } catch (IOException e) {
            opened.close();
            throw new Damage(opened).unreadable(e);
        }
    }

    /**
     * The commit a person means.
     *
     * @param revision any revision git understands: an id or its start, a branch, a tag, v5.10~3. Annotated tags count as
     *     the commit they name
     * @throws BadInputException if it names no commit, or several
     */
    public Commit resolve(String revision) throws BadInputException, HistoryException {
        return commit(revisions.resolve(revision).name());
    }

    @Override
    public Commit commit(String id) throws HistoryException {
        RawCommit raw = raw(id);
        String title = new String(raw.title(), StandardCharsets.ISO_8859_1);
        if (level.stripsPatchPrefix() && title.startsWith(PATCH_PREFIX)) {
            title = title.substring(PATCH_PREFIX.length());
        }
        requireSameInGraph(ObjectId.fromString(id), raw);
        return new Commit(id, title, raw.parents().stream().map(ObjectId::name).toList());
    }

    private RawCommit raw(String id) throws HistoryException {
        try {
            return RawCommit.read(reader, ObjectId.fromString(id));
        } catch (IOException e) {
            throw damage.unreadable(e);
        }
    }

    /** A commit-graph file that was damaged, or copied from elsewhere, would lead the search astray. */
    private void requireSameInGraph(ObjectId id, RawCommit raw) throws HistoryException {
        int known = graph.find(id);
        if (known < 0) {
            return;
        }
        List<ObjectId> parents = IntStream.range(0, graph.parentCount(known))
                .mapToObj(which -> graph.id(graph.parent(known, which)))
                .toList();
        if (!parents.equals(raw.parents()) || ((graph.date(known) ^ raw.committed()) & STORED_DATE) != 0) {
            throw new HistoryException("the commit-graph file of the repository " + place() + " contradicts commit "
                    + id.name() + ": write it anew with: git -C " + place() + " commit-graph write --reachable");
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
        try {
            return ReleaseTags.in(repository);
        } catch (IOException e) {
            throw damage.unreadable(e);
        }
    }

    @Override
    public Search search(String bad, List<String> goods) throws HistoryException {
        try {
            return search(new SearchState(bad, goods, limits));
        } catch (BadInputException e) {
            throw new IllegalStateException("the paths were understood when the history was opened", e);
        }
    }

    /**
     * Starts a search within limits of its own, or goes on with one that has got this far.
     *
     * @throws BadInputException if it is limited to paths that are not understood
     */
    public Search search(SearchState state) throws BadInputException, HistoryException {
        load(state.bad());
        load(state.goods());
        return new GraphSearch(graph, level, state, changes(state.limits().paths()));
    }

    private Optional<PathChanges> changes(List<String> paths) throws BadInputException {
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        PathChanges known = changes.get(paths);
        if (known == null) {
            known = new PathChanges(graph, reader, Pathspec.of(paths), damage::unreadable);
            changes.put(paths, known);
        }
        return Optional.of(known);
    }

    /** The versions of git with which this agrees. */
    public Level level() {
        return level;
    }

    @Override
    public byte[] describeCulprit(String commit) throws HistoryException {
        return describeCulprit(commit, Columns.DEFAULT);
    }

    /** The same for an output that is so many columns wide: git looks at that since 2.45. */
    public byte[] describeCulprit(String commit, int columns) throws HistoryException {
        try {
            return new CulpritText(repository, reader, level.culpritForm(), columns).of(ObjectId.fromString(commit));
        } catch (IOException e) {
            throw damage.unreadable(e);
        }
    }

    @Override
    public Lineage lineage(String bad, List<String> goods) throws HistoryException {
        return Lineage.of(graph, load(bad), load(goods), limits.firstParent());
    }

    @Override
    public List<String> changedFiles(String commit) throws HistoryException {
        try {
            return FileChange.of(reader, raw(commit)).stream()
                    .map(change -> new String(change.path(), StandardCharsets.ISO_8859_1))
                    .toList();
        } catch (IOException e) {
            throw damage.unreadable(e);
        }
    }

    @Override
    public Map<String, List<Integer>> changersOf(Set<String> files, Lineage lineage) throws HistoryException {
        try {
            return new Changers(reader, files, limits.firstParent()).among(lineage);
        } catch (IOException e) {
            throw damage.unreadable(e);
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
        QuietSystem.expectCheckouts();
        return Checkout.into(directory, state, repository, reader);
    }

    /**
     * What makes commits that lack the change of another one. The repository is only read.
     *
     * @param objects a directory of our own for the new objects, made if missing
     */
    public Reverts reverts(Path objects) throws HistoryException {
        try {
            return Reverts.in(objects, repository, replacements);
        } catch (IOException e) {
            throw new HistoryException("cannot keep new commits in " + objects + ": " + e, e);
        }
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
            ObjectId commit = ObjectId.fromString(id);
            int loaded = graph.load(commit, reader);
            requireSameInGraph(commit, RawCommit.read(reader, commit));
            return loaded;
        } catch (IOException e) {
            throw damage.unreadable(e);
        }
    }

    private List<Integer> load(List<String> ids) throws HistoryException {
        List<Integer> commits = new ArrayList<>();
        for (String id : ids) {
            commits.add(load(id));
        }
        return commits;
    }

    private Path place() {
        return RepositoryOpener.place(repository);
    }
}
