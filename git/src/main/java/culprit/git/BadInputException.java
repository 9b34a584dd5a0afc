package culprit.git;

/**
 * What the user named cannot be used: no repository there, one of an unusable form, or an unknown revision.
 *
 * <p>The message says what is wrong, where, and what to do about it.
 */
public final class BadInputException extends Exception {
    private static final long serialVersionUID = 1;

    BadInputException(String message) {
        super(message);
    }
}
