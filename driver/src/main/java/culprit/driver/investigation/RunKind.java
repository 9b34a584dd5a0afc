package culprit.driver.investigation;

/** What one run tells of the bug that is looked for. */
enum RunKind {
    /** It is there. */
    TARGET,
    /** Another crash came first; the bug may be there or not. */
    OTHER,
    /** It did not show. */
    CLEAN,
    /** The kernel never came up. */
    BOOT_FAILED,
    /** The reproducer could not be started. */
    TEST_FAILED,
    /** This machine spoiled the run. */
    INFRASTRUCTURE
}
