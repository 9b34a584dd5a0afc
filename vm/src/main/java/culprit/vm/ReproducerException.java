package culprit.vm;

/** The user's reproducer cannot be used; the message says why and shows the compiler's first error. */
public final class ReproducerException extends Exception {
    ReproducerException(String message) {
        super(message);
    }
}
