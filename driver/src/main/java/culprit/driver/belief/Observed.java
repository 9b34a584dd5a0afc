package culprit.driver.belief;

/**
 * The runs of a commit that gave an answer. Those that crashed in another way or that the machine spoiled say nothing and
 * are not counted.
 *
 * @param clean runs that did not crash
 * @param crashed runs that crashed as the bug does
 */
public record Observed(int clean, int crashed) {
    /** No run. */
    public static final Observed NOTHING = new Observed(0, 0);

    public Observed {
        if (clean < 0 || crashed < 0) {
            throw new IllegalArgumentException("fewer than no runs: " + clean + " clean, " + crashed + " crashed");
        }
    }

    /** Both together. */
    public Observed plus(Observed more) {
        return new Observed(clean + more.clean, crashed + more.crashed);
    }

    /** How many runs these are. */
    public int runs() {
        return clean + crashed;
    }
}
