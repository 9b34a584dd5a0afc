package culprit.report;

/** How one run of the reproducer on one freshly booted kernel ended. */
public enum Outcome {
    /** The reproducer ran for its full time and the kernel stayed alive. */
    OK,
    /** The kernel crashed while the reproducer ran. */
    CRASHED,
    /** The kernel never came up. */
    BOOT_FAILED,
    /** The kernel came up but failed before the reproducer could start. */
    TEST_FAILED,
    /** This machine, not the kernel, spoiled the run. */
    INFRA,
    /** The kernel crashed in a way that is not counted. */
    IGNORED,
    /** Anything else, such as a reproducer that does not compile; of recorded logs only. */
    FAILED
}
