package culprit.git;

/** The ways in which versions of git show the first bad commit below its header and message. */
enum CulpritForm {
    /** Until git 2.21: the changed entries of the top directory, with modes and ids; nothing at all for merges. */
    RAW,
    /** git 2.22 to 2.44: diffstat against the first parent and the changes of modes; renames are not looked for. */
    STAT;

    static CulpritForm of(Level level) {
        return level.compareTo(Level.STAT_EXACT) < 0 ? RAW : STAT;
    }
}
