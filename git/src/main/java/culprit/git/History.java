package culprit.git;

import java.nio.file.Path;
import java.util.List;

/**
 * The history of a source tree, read only.
 *
 * <p>Commits are named by their ids, 40 hexadecimal digits; {@link #resolve} makes them from what a person writes. Every
 * method throws HistoryException when the repository cannot be read or a commit is not in it, and when the thread was
 * interrupted, which then stays marked so. Owned by one thread.
 */
public interface History extends AutoCloseable {
    /**
     * The commit a person means.
     *
     * @param revision any revision git understands: an id or its start, a branch, a tag, v5.10~3. Annotated tags count as
     *     the commit they name
     * @throws BadInputException if it names no commit, or several
     */
    Commit resolve(String revision) throws BadInputException, HistoryException;

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

    /** The mail addresses of those whom a commit itself names as concerned, sorted, in lower case. */
    List<String> recipients(String commit) throws HistoryException;

    /**
     * A directory to put commits into, valid as long as this history is open.
     *
     * @param directory a directory of our own, made if missing. Whatever it holds is deleted, unless {@code state} tells
     *     which commit that is
     * @param state the file in which is kept what the directory holds; outside of {@code directory}
     * @throws BadInputException if the directory is, holds or is part of a repository, or holds the state file
     */
    Checkout checkout(Path directory, Path state) throws BadInputException;

    @Override
    void close();
}
