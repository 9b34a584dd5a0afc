package culprit.git;

/**
 * A span of git versions that choose and print alike; "the same commit as {@code git bisect}" is a statement about one
 * of these.
 */
public enum Level {
    /** git before 2.22: chooses as the next level does, and shows the first bad commit as a raw diff. */
    LEGACY_RAW,
    /** git 2.22 to 2.29: only exact halves end the search for a midpoint early. Most recorded logs were made by these. */
    STAT_EXACT,
    /** git 2.30 to 2.44: a commit within a thousandth of the middle is good enough. */
    STAT_APPROX,
    /** git 2.45 to 2.54: chooses as the level before does, and shows the first bad commit as {@code git show} does. */
    SHOW,
    /** git 2.55 and later: also puts the terms into quotes. */
    QUOTED;

    /** The level of a version of git; {@code ofGit(2, 39)} is that of every 2.39.x. */
    public static Level ofGit(int major, int minor) {
        if (major != 2) {
            return major < 2 ? LEGACY_RAW : QUOTED;
        }
        if (minor < 30) {
            return minor < 22 ? LEGACY_RAW : STAT_EXACT;
        }
        if (minor < 55) {
            return minor < 45 ? STAT_APPROX : SHOW;
        }
        return QUOTED;
    }

    /**
     * Whether a commit is near enough to the middle to be taken without looking further.
     *
     * @param weight commits of the range reachable from it, itself included
     * @param all commits in the range
     */
    boolean isHalf(int weight, int all) {
        int imbalance = Math.abs(2 * weight - all);
        return switch (this) {
            case LEGACY_RAW, STAT_EXACT -> imbalance <= 1;
            case STAT_APPROX, SHOW, QUOTED -> imbalance <= 1 || imbalance < all / 1024;
        };
    }

    /** Whether a leading "[PATCH] " is left out of printed titles, as git did until 2.33. */
    boolean stripsPatchPrefix() {
        return this == LEGACY_RAW || this == STAT_EXACT;
    }

    /** Whether a message with many ids in it shows some of them wrongly; see {@link GraphSearch}. */
    boolean mixesUpIds() {
        return this != QUOTED;
    }

    /** Whether texts name the terms in quotes: the first 'bad' commit. */
    public boolean quotesTerms() {
        return this == QUOTED;
    }
}
