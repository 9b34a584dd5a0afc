package culprit.git;

import java.util.List;

/**
 * One search for the first bad commit.
 *
 * <p>Ask {@link #next()}, test that commit, say {@link #good}, {@link #bad} or {@link #skip}, ask again. Owned by one
 * thread.
 */
public interface Search {
    /**
     * What to do now; the same answer until the next verdict.
     *
     * @throws HistoryException if the history does not hold the answer
     */
    Next next() throws HistoryException;

    /**
     * The commits that may be asked for within so many verdicts after that on the present one, the soonest first and each
     * once: the two that good and bad lead to, the four after these, and so on. What is built ahead from this list changes
     * nothing of what is asked.
     *
     * @param depth how many verdicts to look ahead, at least 0; each doubles the work and the list
     * @throws HistoryException if the history does not hold the answers
     */
    List<String> ahead(int depth) throws HistoryException;

    /** Says that a commit does not have the defect. Throws IllegalArgumentException for one the search cannot know. */
    void good(String commit);

    /** Says that a commit has the defect. Throws IllegalArgumentException for one the search cannot know. */
    void bad(String commit);

    /** Says that a commit cannot be tested. */
    void skip(String commit);
}
