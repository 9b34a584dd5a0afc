package culprit.driver.audit;

import culprit.driver.identity.Target;
import culprit.report.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which revision to test again first: the one whose verdict, if it is wrong, most likely led astray.
 *
 * <p>That is the first one that was taken for bad without the original crash, for all that follows stands on it; else the
 * one that was taken for bad on the fewest crashes; else, where the crashes are steady, the last one that was taken for
 * good, for what remains is that the reproducer does not reach the bug there.
 */
final class Retest {
    private static final double STEADY = 0.5;

    private Retest() {}

    static Optional<String> of(AuditedLog log, Target target) {
        Optional<AuditedTest> masked = log.masked(target).stream().findFirst();
        Optional<AuditedTest> weakest = log.judged(Verdict.BAD).stream()
                .filter(test -> test.share(target) < STEADY)
                .min(Comparator.comparingDouble(test -> test.share(target)));
        List<AuditedTest> goods = log.judged(Verdict.GOOD);
        Optional<AuditedTest> lastGood = goods.isEmpty() ? Optional.empty() : Optional.of(goods.get(goods.size() - 1));
        return masked.or(() -> weakest)
                .or(() -> lastGood)
                .or(() -> log.tests().stream().reduce((earlier, later) -> later))
                .map(AuditedTest::commit);
    }
}
