package culprit.git;

import java.util.List;

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

    /** Those to tell about a commit. */
    Recipients recipients(String commit) throws HistoryException;

    @Override
    void close();
}
