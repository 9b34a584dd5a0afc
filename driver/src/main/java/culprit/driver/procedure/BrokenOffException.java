package culprit.driver.procedure;

/** The bisection cannot go on; the message, raw and possibly of several lines, is what the log says of it. */
final class BrokenOffException extends Exception {
    BrokenOffException(String error) {
        super(error);
    }

    String error() {
        return String.valueOf(getMessage());
    }
}
