package culprit.vm;

import java.io.IOException;
import java.util.Optional;

/**
 * Tells, apart from what a guest's kernel prints, how far its user space has come. Used by the thread that follows the
 * guest.
 */
public interface Signs {
    /**
     * Looks for signs; asked every few milliseconds, so it does not wait for any.
     *
     * @return whether the guest counts as alive, although its console may be silent
     * @throws MachineException when this machine cannot do what the guest needs to go on
     */
    boolean look() throws IOException, MachineException, InterruptedException;

    /** Whether user space has come up, and the reproducer is about to start. */
    boolean ready();

    /** How the reproducer ended, as a shell tells it, if it has. */
    Optional<Integer> exit();

    /** Whether it is known that the reproducer does not get to start. */
    default boolean failed() {
        return false;
    }
}
