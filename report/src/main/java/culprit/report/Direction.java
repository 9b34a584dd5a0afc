package culprit.report;

/** What a bisection looks for. */
public enum Direction {
    /** The commit that brought the crash. */
    CAUSE,
    /** The commit that ended it; git's good and bad are swapped then. */
    FIX
}
