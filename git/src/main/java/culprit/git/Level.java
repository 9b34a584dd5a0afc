package culprit.git;

/**
 * A version of git to agree with, of 2.x: "the same commit as {@code git bisect}" is a statement about one version,
 * because what git chooses and how it says so have changed over time.
 *
 * @param minor 39 of git 2.39.5; 0 for git 1 and the largest number for what comes after git 2
 */
public record Level(int minor) {
    /** The last git that shows the first bad commit as a raw diff. */
    public static final Level LEGACY_RAW = new Level(21);
    /** The last git for which only exact halves end the search for a midpoint. Most recorded logs agree with it. */
    public static final Level STAT_EXACT = new Level(29);
    /** The last git that does not look for renames in the first bad commit. */
    public static final Level STAT_APPROX = new Level(44);
    /** The last git that does not quote terms. */
    public static final Level SHOW = new Level(54);
    /** The first git that quotes terms: the first 'bad' commit. */
    public static final Level QUOTED = new Level(55);

    /** The level of a version of git; {@code ofGit(2, 39)} is that of every 2.39.x. */
    public static Level ofGit(int major, int minor) {
        return new Level(major == 2 ? minor : major < 2 ? 0 : Integer.MAX_VALUE);
    }

    /**
     * Whether a commit is near enough to the middle to be taken without looking further: since 2.30 within a thousandth.
     *
     * @param weight commits of the range reachable from it, itself included
     * @param all commits in the range
     */
    boolean isHalf(int weight, int all) {
        int imbalance = Math.abs(2 * weight - all);
        return imbalance <= 1 || (minor >= 30 && imbalance < all / 1024);
    }

    /** Whether a leading "[PATCH] " is left out of printed titles. */
    boolean stripsPatchPrefix() {
        return minor < 34;
    }

    /** Whether a message with many ids in it shows some of them wrongly; see {@link GraphSearch}. */
    boolean mixesUpIds() {
        return minor < 55;
    }

    /** Whether texts name the terms in quotes: the first 'bad' commit. */
    public boolean quotesTerms() {
        return minor >= 55;
    }

    /** Whether "ancestor" in "Some good revs are not ancestors of the bad rev." is in the plural. */
    public boolean saysAncestors() {
        return minor >= 12;
    }

    /** Whether the warning of a search without a good commit begins with a small letter and ends without a full stop. */
    public boolean warnsInLowerCase() {
        return minor >= 21;
    }

    /** Whether paths are called arguments; they were parameters before. */
    public boolean callsPathsArguments() {
        return minor >= 31;
    }

    /** How the first bad commit is shown. */
    CulpritForm culpritForm() {
        if (minor < 22) {
            return CulpritForm.RAW;
        }
        return minor < 45 ? CulpritForm.STAT : CulpritForm.SHOW;
    }
}
