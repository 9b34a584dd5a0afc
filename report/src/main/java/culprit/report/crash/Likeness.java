package culprit.report.crash;

/** How much speaks for two crashes being one bug; from much to little. */
public enum Likeness {
    /** They share a name. */
    SAME,
    /** Kinds that one bug shows itself by, in one function: enough to take them for one bug. */
    ALIKE,
    /**
     * Kinds that one bug shows itself by, near each other: one bug if something else speaks for it, such as that one
     * kernel shows both.
     */
    RELATED,
    /** Nothing speaks for it. */
    OTHER;

    /** The likeness in which there is more. */
    Likeness or(Likeness another) {
        return compareTo(another) <= 0 ? this : another;
    }
}
