package culprit.driver.audit;

import culprit.driver.audit.AuditResult.Verdict;
import java.util.List;

/**
 * How much the signs weigh: the chance that the commit is right, by logistic regression.
 *
 * <p>The weights are fitted by {@code AuditCalibration} to the recorded bisections of which a study knows whether they
 * are right (139 that name a commit, 65 of them right; ridge penalty 1). With {@link #LIKELY_RIGHT} as the threshold, nine
 * of ten right ones are kept; the figures by cross-validation stand in README.md.
 */
final class Credence {
    static final double BIAS = -2.45;

    /** In the order of {@link Signs#vector}. */
    static final List<Double> WEIGHTS = List.of(0.88, -1.76, -1.20, 0.67, 1.54, 1.32);

    /** From this score on a commit is likely right: that of the least believable of nine tenths of the right ones. */
    static final double LIKELY_RIGHT = 0.6;

    /** Below it, one in thirty is right. */
    private static final double LIKELY_WRONG = 0.3;

    /** A commit whose kernel is its parent's cannot have changed anything: of 36 in the study none was right. */
    private static final double SAME_KERNEL = 0.02;

    private Credence() {}

    /** The chance that the commit is right, from 0 to 1. */
    static double score(Signs signs) {
        double score = logistic(signs.vector());
        return signs.sameKernel() ? Math.min(SAME_KERNEL, score) : score;
    }

    private static double logistic(double[] vector) {
        double sum = BIAS;
        for (int i = 0; i < vector.length; i++) {
            sum += WEIGHTS.get(i) * vector[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /**
     * The score in words. Wrong is only said where the commit itself is against it; if the bug shows at it, and it could
     * have made it, a doubtful way may still have led to the right place.
     */
    static Verdict verdict(Signs signs) {
        double score = score(signs);
        if (score >= LIKELY_RIGHT) {
            return Verdict.LIKELY_RIGHT;
        }
        boolean contradicted = signs.sameKernel() || !signs.seen() || !signs.ordinary();
        return score < LIKELY_WRONG && contradicted ? Verdict.LIKELY_WRONG : Verdict.DOUBTFUL;
    }
}
