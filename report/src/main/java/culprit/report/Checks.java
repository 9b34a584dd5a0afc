package culprit.report;

import java.util.List;
import java.util.Optional;

/**
 * What speaks for and against a culprit.
 *
 * @param sameBinary its kernel is the same, bit by bit, as its parent's, so that it cannot be guilty
 * @param release a release is tagged at it, and such commits change nothing but the version
 * @param confidence the probability that no commit was taken for good by mistake, or that the culprit is the right one in
 *     a bisection that weighs evidence; from 0 to 1; nothing if not known
 * @param list all that was looked into in a bisection that weighs evidence, the first two included; else empty
 * @param exposes why the culprit only lets a bug be seen that was there before; nothing if it brought it in, as far as is
 *     known
 */
public record Checks(
        boolean sameBinary, boolean release, Optional<Double> confidence, List<Check> list, Optional<String> exposes) {
    /** Nothing was checked. */
    public static final Checks NONE = new Checks(false, false, Optional.empty());

    /** What syzbot looks into. */
    public Checks(boolean sameBinary, boolean release, Optional<Double> confidence) {
        this(sameBinary, release, confidence, List.of(), Optional.empty());
    }

    public Checks {
        list = List.copyOf(list);
    }

    /** The checks that speak against the culprit. */
    public List<Check> failed() {
        return list.stream()
                .filter(check -> check.result() == Check.Result.FAIL)
                .toList();
    }

    /** Whether something speaks against the culprit. */
    public boolean areDoubtful() {
        return sameBinary || release || !failed().isEmpty();
    }
}
