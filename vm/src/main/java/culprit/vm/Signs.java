package culprit.vm;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tells, apart from what a guest's kernel prints, how far its user space has come. Used by the thread that follows the
 * guest.
 */
public interface Signs {
    /** Takes what the guest has written to its console next. */
    default void next(byte[] bytes, int length) {}

    /**
     * Looks for signs that do not stand on the console; asked every few milliseconds, so it does not wait for any.
     *
     * @return whether the guest counts as alive, although its console may be silent
     * @throws MachineException when this machine cannot do what the guest needs to go on
     */
    default boolean look() throws IOException, MachineException {
        return false;
    }

    /**
     * Whether the reproducer is about to start, and where in the bytes that the console took last its time begins.
     */
    OptionalInt endOfReady();

    /** How the reproducer ended, as a shell tells it, if it has. */
    Optional<Integer> exit();

    /** Whether it is known that the reproducer does not get to start. */
    default boolean failed() {
        return false;
    }
}
