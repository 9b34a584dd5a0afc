package culprit.driver.procedure;

/**
 * This machine or its services are unfit: disk full, repository unreadable, compiler gone. Says nothing about any
 * commit; ends with exit 5.
 */
public final class InfraException extends Exception {
    /** States what is wrong, where, and what to do about it. */
    public InfraException(String message) {
        super(message);
    }

    /** As the other, with the failure that showed it. */
    public InfraException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same problem as another module tells it. */
    public InfraException(Exception cause) {
        this(String.valueOf(cause.getMessage()), cause);
    }
}
