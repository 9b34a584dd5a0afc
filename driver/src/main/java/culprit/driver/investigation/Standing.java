package culprit.driver.investigation;

import culprit.report.Verdict;
import java.util.Locale;

/** Where a commit stands after its tests. */
enum Standing {
    /** The bug showed. */
    BAD(Verdict.BAD),
    /** It did not show; how much that means depends on how often it was looked for. */
    GOOD(Verdict.GOOD),
    /** Other crashes come first, so that nobody knows. */
    MASKED(Verdict.SKIP),
    /** Its kernel does not build, does not boot or cannot execute the reproducer. */
    UNTESTABLE(Verdict.SKIP);

    private final Verdict verdict;

    Standing(Verdict verdict) {
        this.verdict = verdict;
    }

    /** The word for it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What that means to git. */
    Verdict verdict() {
        return verdict;
    }

    /** Whether it tells anything of the bug. */
    boolean isAnswer() {
        return verdict != Verdict.SKIP;
    }
}
