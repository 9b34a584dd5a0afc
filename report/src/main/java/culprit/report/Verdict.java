package culprit.report;

/** What the test of a commit means for the search. */
public enum Verdict {
    /** The bug is not there. */
    GOOD("good"),
    /** The bug is there. */
    BAD("bad"),
    /** The commit tells nothing: its kernel does not build, does not boot, or could not be tested. */
    SKIP("skip");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** The same of the opposite question: good for bad and bad for good. */
    public Verdict opposite() {
        return switch (this) {
            case GOOD -> BAD;
            case BAD -> GOOD;
            case SKIP -> SKIP;
        };
    }

    /** The word that {@code git bisect} has for it. */
    public String word() {
        return word;
    }
}
