package culprit.report;

/** Text that should be an event is none; the message says why, in one line. */
public final class EventFormatException extends Exception {
    EventFormatException(String message) {
        super(message);
    }

    EventFormatException(Throwable cause) {
        super(String.valueOf(cause.getMessage()).lines().findFirst().orElse("no event"), cause);
    }
}
