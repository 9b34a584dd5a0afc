package culprit.git;

/**
 * The repository could not be read, or a commit could not be put into a directory: this machine is unfit to go on.
 *
 * <p>The message names the repository, object or file and what went wrong with it.
 */
public final class HistoryException extends Exception {
    private static final long serialVersionUID = 1;

    /** States what could not be read. */
    public HistoryException(String message) {
        super(message);
    }

    /** As the other, with the failure that showed it. */
    public HistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
