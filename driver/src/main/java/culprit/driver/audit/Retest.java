package culprit.driver.audit;

import culprit.driver.identity.Target;
import culprit.report.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which revision to test again first: the one whose verdict, if it is wrong, most likely led astray.
 *
 * <p>That is the one that was taken for bad with the smallest share of original crashes, which is none if others decided;
 * of equal ones the first, for all that follows stands on it. Where the crashes are steady it is the last one that was
 * taken for good: what remains is that the reproducer does not reach the bug there.
 */
final class Retest {
    private Retest() {}

    static Optional<String> of(AuditedLog log, Target target) {
        Optional<AuditedTest> weakest = log.judged(Verdict.BAD).stream()
                .filter(test -> !test.isSteady(target))
                .min(Comparator.comparingDouble(test -> test.share(target)));
        List<AuditedTest> goods = log.judged(Verdict.GOOD);
        Optional<AuditedTest> lastGood = goods.isEmpty() ? Optional.empty() : Optional.of(goods.get(goods.size() - 1));
        return weakest.or(() -> lastGood)
                .or(() -> log.tests().stream().reduce((earlier, later) -> later))
                .map(AuditedTest::commit);
    }
}
