package culprit.driver.procedure;

/** The user asked for something impossible; the message says what, where, and what to do instead. Ends with exit 2. */
public final class UsageException extends Exception {
    /** States the problem and the way out. */
    public UsageException(String message) {
        super(message);
    }

    /** As the other, with the failure that showed it. */
    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same problem as another module tells it. */
    public UsageException(Exception cause) {
        this(String.valueOf(cause.getMessage()), cause);
    }
}
