package culprit.git;

/** The ways in which versions of git show the first bad commit below its header and message. */
enum CulpritForm {
    /** Until git 2.21: the changed entries of the top directory, with modes and ids; nothing at all for merges. */
    RAW,
    /** git 2.22 to 2.44: diffstat against the first parent and the changes of modes; renames are not looked for. */
    STAT,
    /** git 2.45 and later: as {@code git show} does, with renames, and roots and empty commits too. */
    SHOW;

    /** Whether anything is shown of a commit with so many parents. */
    boolean shows(int parents) {
        return switch (this) {
            case RAW -> parents == 1;
            case STAT -> parents > 0;
            case SHOW -> true;
        };
    }
}
