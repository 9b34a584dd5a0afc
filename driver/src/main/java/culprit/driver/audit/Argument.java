package culprit.driver.audit;

import java.util.Collection;
import java.util.List;

/**
 * A reason with its weight.
 *
 * @param weight against the result of the bisection, on the scale of {@link Credence}; negative if it speaks for it
 */
record Argument(double weight, Reason reason) {
    /** What no doubt is left about. */
    static final double PROOF = 9;

    /** The bug is not where it is said to come from. */
    static final double UNSEEN = 5;

    /** The search went after something else. */
    static final double DRIFT = 4;

    /** A verdict, or what a name tells, may be chance. */
    static final double WEAK = 2;

    /** Something that ought to be so. */
    static final double SUPPORT = -2;

    static Argument of(double weight, String text, Collection<Long> lines) {
        return new Argument(
                weight,
                new Reason(weight > 0, text, lines.stream().distinct().sorted().toList()));
    }

    static Argument of(double weight, String text, long line) {
        return of(weight, text, List.of(line));
    }
}
