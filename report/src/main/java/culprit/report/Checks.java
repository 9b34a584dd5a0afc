package culprit.report;

import java.util.Optional;

/**
 * What speaks for and against a culprit.
 *
 * @param sameBinary its kernel is the same, bit by bit, as its parent's, so that it cannot be guilty
 * @param release a release is tagged at it, and such commits change nothing but the version
 * @param confidence the probability that no commit was taken for good by mistake, from 0 to 1; nothing if not known
 */
public record Checks(boolean sameBinary, boolean release, Optional<Double> confidence) {
    /** Nothing was checked. */
    public static final Checks NONE = new Checks(false, false, Optional.empty());
}
