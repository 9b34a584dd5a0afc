package culprit.vm;

/**
 * This machine cannot do the work: a program is missing, the disk is full, QEMU does not start. Says nothing about the
 * kernel under test; the bisection stops and can be taken up again once the machine is fit.
 */
public final class MachineException extends Exception {
    /** States what is wrong, where, and what to do about it. */
    public MachineException(String message) {
        super(message);
    }

    /** As the other, with the failure that showed it. */
    public MachineException(String message, Throwable cause) {
        super(message, cause);
    }
}
