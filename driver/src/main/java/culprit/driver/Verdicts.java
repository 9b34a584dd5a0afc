package culprit.driver;

import culprit.report.Verdict;
import culprit.vm.RunOutcome;
import culprit.vm.RunOutcome.Kind;
import java.util.List;
import java.util.Optional;

/**
 * What the evidence of a test means: the rule of syzbot from March 2019 to May 2023. Any crash is bad, whatever its
 * title; a commit is skipped when it does not build or when more than two thirds of its runs came to nothing.
 */
final class Verdicts {
    private Verdicts() {}

    static Verdict of(TestResult result) {
        List<RunOutcome> outcomes = result.outcomes();
        int crashed = count(outcomes, Kind.CRASHED);
        int good = count(outcomes, Kind.OK);
        int other = outcomes.size() - crashed - good;
        if (crashed > 0) {
            return Verdict.BAD;
        }
        // Integer division first, as syzbot has it: of 10 runs, 7 without an answer are too many.
        if (other > outcomes.size() / 3 * 2 || good == 0) {
            return Verdict.SKIP;
        }
        return Verdict.GOOD;
    }

    /** The crash that stands for a bad commit: the one of its last crashed run, as syzbot chose until July 2023. */
    static Optional<RunOutcome> representative(TestResult result) {
        return result.outcomes().stream()
                .filter(outcome -> outcome.kind() == Kind.CRASHED)
                .reduce((earlier, later) -> later);
    }

    private static int count(List<RunOutcome> outcomes, Kind kind) {
        return (int) outcomes.stream().filter(outcome -> outcome.kind() == kind).count();
    }
}
