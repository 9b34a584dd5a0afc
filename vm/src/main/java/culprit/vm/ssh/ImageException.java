package culprit.vm.ssh;

/** The user's disk image, or what is needed to use it, cannot be used; the message says why and what to do. */
public final class ImageException extends Exception {
    ImageException(String message) {
        super(message);
    }

    ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
