package culprit.git;

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

    /** Says that a commit does not have the defect. Throws IllegalArgumentException for one the search cannot know. */
    void good(String commit);

    /** Says that a commit has the defect. Throws IllegalArgumentException for one the search cannot know. */
    void bad(String commit);

    /** Says that a commit cannot be tested. */
    void skip(String commit);
}
