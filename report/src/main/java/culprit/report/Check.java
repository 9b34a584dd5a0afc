package culprit.report;

/**
 * One thing that was looked into before a culprit was named.
 *
 * @param name what, in a few words, such as {@code parent stays clean}
 * @param found what was seen, raw text in one line
 */
public record Check(String name, Result result, String found) {
    /** What came out. */
    public enum Result {
        PASS,
        /** It speaks against the culprit, or it could not be made sure. */
        FAIL,
        /** There is nothing to look into. */
        NOT_APPLICABLE;

        /** As it is written in logs: {@code NOT APPLICABLE}. */
        public String word() {
            return name().replace('_', ' ');
        }
    }

    /** Such as {@code parent stays clean: PASS (0 of 34 runs crash)}. */
    public String text() {
        return name + ": " + result.word() + " (" + found + ")";
    }
}
