package culprit.driver.audit;

import culprit.driver.audit.Nearness.Knowledge;
import culprit.driver.identity.Target;
import culprit.report.Conclusion;
import culprit.report.CrashReport;
import culprit.report.Direction;
import culprit.report.Event;
import culprit.report.Verdict;
import java.util.List;

/**
 * What tells right bisections from wrong ones.
 *
 * @param weakestBad the smallest share of the target among the runs of a revision that was taken for bad, from 0 to 1
 * @param masked the share of revisions that were taken for bad without the target, from 0 to 1
 * @param releases how many releases crashed before one did not
 * @param ordinary whether the culprit is no merge and changes code
 * @param onStack whether it changes a file that is on the stack of the crash
 * @param named whether its subject names the part of the kernel that crashes
 * @param sameKernel whether its kernel is the same as its parent's
 * @param seen whether the target shows at it, or, in search of a fix, does not
 */
record Signs(
        double weakestBad,
        double masked,
        int releases,
        boolean ordinary,
        Knowledge onStack,
        Knowledge named,
        boolean sameKernel,
        boolean seen) {

    static Signs of(AuditedLog log, Target target) {
        List<AuditedTest> bads = log.judged(Verdict.BAD);
        CulpritChange change = CulpritChange.of(log);
        String report = report(log);
        Nearness near = Nearness.of(change, target, report);
        return new Signs(
                bads.stream()
                        .mapToDouble(test -> test.share(target))
                        .min()
                        .orElseGet(() ->
                                log.origin().map(test -> test.share(target)).orElse(0.0)),
                bads.stream().filter(test -> test.targets(target) == 0).count() / (double) Math.max(1, bads.size()),
                (int) bads.stream().filter(AuditedTest::isRelease).count(),
                change.merge().isEmpty() && change.touchesCode(report),
                near.onStack(),
                near.named(),
                log.signatures().map(AuditedLog.At::fact).filter(Signs::isSame).isPresent(),
                isSeen(log, target));
    }

    /** Whether they acquit the culprit. */
    static boolean isSame(Event.SignaturesCompared signatures) {
        return signatures.culprit().equals(signatures.parent())
                && !signatures.culprit().isEmpty();
    }

    private static boolean isSeen(AuditedLog log, Target target) {
        boolean crashed = log.culprit()
                .flatMap(log::testOf)
                .filter(test -> test.targets(target) > 0)
                .isPresent();
        return crashed == (log.direction() == Direction.CAUSE);
    }

    /** What the kernel wrote about the crash that stands for the culprit; empty if there is nothing. */
    static String report(AuditedLog log) {
        return log.conclusion()
                .flatMap(Conclusion::crash)
                .map(CrashReport::text)
                .map(Object::toString)
                .orElse("");
    }

    /** As numbers, each the larger, the more of it there is. */
    double[] vector() {
        return new double[] {
            weakestBad, masked, Math.log1p(releases), ordinary ? 1 : 0, onStack.weight(), named.weight(),
        };
    }
}
