package culprit.driver.replay;

/**
 * A place where a recorded log and ours differ.
 *
 * @param line its number in the recorded log, from 1
 * @param kind in which respect
 * @param recorded what the log has there, raw and cut to a few hundred bytes; empty if it has ended
 * @param ours what we have there, raw and cut; empty if ours has ended
 */
public record Divergence(long line, Kind kind, String recorded, String ours) {
    /** In which respect logs differ. */
    public enum Kind {
        /** A line has other words. */
        TEXT,
        /** The evidence of a commit gives another verdict. */
        VERDICT,
        /** Our rules ask for something that the record does not hold. */
        BEYOND_RECORD
    }
}
