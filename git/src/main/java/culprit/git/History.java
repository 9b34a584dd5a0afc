package culprit.git;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The history of a source tree, read only.
 *
 * <p>Commits are named by their ids, 40 hexadecimal digits; {@link JGitHistory#resolve} makes them from what a person writes. Every
 * method throws HistoryException when the repository cannot be read or a commit is not in it, and when the thread was
 * interrupted, which then stays marked so. Owned by one thread.
 */
public interface History extends AutoCloseable {
    /** The commit of an id. */
    Commit commit(String id) throws HistoryException;

    /** Whether {@code ancestor} is reachable from {@code descendant}. A commit is its own ancestor. */
    boolean isAncestor(String ancestor, String descendant) throws HistoryException;

    /**
     * The best commits that are ancestors of {@code one} and of at least one of {@code others}, newest first. {@code one}
     * alone if it is among them.
     */
    List<String> mergeBases(String one, List<String> others) throws HistoryException;

    /**
     * The releases contained in a commit, newest first, without release candidates and without tags on the commit itself.
     */
    List<ReleaseTag> releaseTagsBefore(String commit) throws HistoryException;

    /** Whether a release, no candidate of one, is tagged at the commit. */
    boolean isRelease(String commit) throws HistoryException;

    /**
     * Starts a search for the first bad commit.
     *
     * @param bad a commit that has the defect
     * @param goods commits that do not have it; with none, everything reachable from {@code bad} is searched
     */
    Search search(String bad, List<String> goods) throws HistoryException;

    /**
     * What git prints under "... is the first bad commit": the commit with its message and the sizes of its changes.
     *
     * @return bytes as git would print them, every line with its '\n'; nothing for a root and for a commit that changes
     *     nothing, of which git shows nothing
     */
    byte[] describeCulprit(String commit) throws HistoryException;

    /**
     * The commits that can have brought a bug into a bad commit, and the good ones they stand on, ready for arithmetic.
     *
     * @param bad a commit that has the bug
     * @param goods commits that do not have it, whether ancestors of the bad one or not; with none, the lineage is
     *     everything reachable from {@code bad}
     */
    Lineage lineage(String bad, List<String> goods) throws HistoryException;

    /**
     * The files in which a commit differs from its first parent, of a root all of its files: paths from the top
     * directory, parts joined by '/', one character per byte (ISO-8859-1), in byte order. A renamed file stands there
     * with both its names.
     */
    List<String> changedFiles(String commit) throws HistoryException;

    /**
     * Which commits of a lineage change some files against their parent: by file, their numbers in increasing order; a file
     * that none changes is left out. Merges do not count, whose changes are those of other commits, unless only first parents
     * are followed; nor do the commits on which the lineage stands, nor roots.
     *
     * @param files paths as {@link #changedFiles} gives them; other text matches nothing
     */
    Map<String, List<Integer>> changersOf(Set<String> files, Lineage lineage) throws HistoryException;

    /** Those to tell about a commit. */
    Recipients recipients(String commit) throws HistoryException;

    @Override
    void close();
}
