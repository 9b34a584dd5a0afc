package culprit.driver;

import culprit.report.Bytes;
import culprit.report.CrashReport;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.vm.RunOutcome;
import culprit.vm.RunOutcome.Kind;
import java.util.List;

/**
 * Puts what guests gave into the words of the published events. The two vocabularies are apart on purpose: the events
 * must not move when the code that runs guests does.
 */
final class Translation {
    private Translation() {}

    static Run run(RunOutcome outcome) {
        return new Run(outcome.run(), outcome(outcome.kind()), outcome.title(), outcome.console(), outcome.elapsed());
    }

    static List<Run> runs(List<RunOutcome> outcomes) {
        return outcomes.stream().map(Translation::run).toList();
    }

    static CrashReport crash(RunOutcome outcome) {
        String report = outcome.crash().map(crash -> crash.report()).orElse("");
        return new CrashReport(outcome.title(), Bytes.of(report));
    }

    private static Outcome outcome(Kind kind) {
        return switch (kind) {
            case OK -> Outcome.OK;
            case CRASHED -> Outcome.CRASHED;
            case BOOT_FAILED -> Outcome.BOOT_FAILED;
            case TEST_FAILED -> Outcome.TEST_FAILED;
            case INFRA -> Outcome.INFRA;
        };
    }
}
