package culprit.git;

/**
 * A span of git versions that choose and print alike; "the same commit as {@code git bisect}" is a statement about one
 * of these.
 */
public enum Level {
    /** git 2.22 to 2.29: only exact halves end the search for a midpoint early. Most recorded logs were made by these. */
    STAT_EXACT,
    /** git 2.30 to 2.44: a commit within a thousandth of the middle is good enough. */
    STAT_APPROX;

    /**
     * Whether a commit is near enough to the middle to be taken without looking further.
     *
     * @param weight commits of the range reachable from it, itself included
     * @param all commits in the range
     */
    boolean isHalf(int weight, int all) {
        int imbalance = Math.abs(2 * weight - all);
        return switch (this) {
            case STAT_EXACT -> imbalance <= 1;
            case STAT_APPROX -> imbalance <= 1 || imbalance < all / 1024;
        };
    }

    /** Whether a leading "[PATCH] " is left out of printed titles, as git did until 2.33. */
    boolean stripsPatchPrefix() {
        return this == STAT_EXACT;
    }
}
