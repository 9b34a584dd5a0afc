package culprit.vm;

/** Boots a kernel and lets it run the reproducer. Safe for use by several threads, one guest each. */
public interface Runner extends AutoCloseable {
    /**
     * Makes one run; the guest is gone when this returns or throws.
     *
     * @param run its number among the runs of this kernel, counted from 0
     * @throws MachineException when no guest can be started on this machine at all
     */
    RunOutcome run(Kernel kernel, Reproducer reproducer, int run) throws MachineException, InterruptedException;

    /** Deletes what was kept from one run to the next. */
    @Override
    default void close() throws MachineException {}
}
