package culprit.driver;

import culprit.driver.procedure.Build;
import culprit.report.Bytes;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.vm.RunOutcome;
import culprit.vm.RunOutcome.Kind;
import culprit.vm.build.BuildResult;
import culprit.vm.symbols.Functions;
import culprit.vm.symbols.Symboliser;
import java.util.List;
import java.util.Optional;

/**
 * Puts what guests gave into the words of the published events. The two vocabularies are apart on purpose: the events
 * must not move when the code that runs guests does.
 */
final class Translation {
    private Translation() {}

    /**
     * The report gets its lines of source; its title was made without them, as syzbot's is. Of a guest that hung, the report
     * is where its processors were.
     *
     * @param missing the system calls that the reproducer made in vain
     */
    static Run run(RunOutcome outcome, List<String> missing, Symboliser symboliser) throws InterruptedException {
        Bytes report = outcome.crash().isPresent()
                ? Bytes.of(symboliser.symbolise(outcome.crash().get().report()))
                : Bytes.of(symboliser.symboliseRegisters(outcome.details().state()));
        return new Run(
                outcome.run(),
                outcome(outcome.kind()),
                outcome.title(),
                report,
                outcome.console(),
                outcome.elapsed(),
                course(outcome.details(), missing));
    }

    private static Optional<Run.Course> course(RunOutcome.Details details, List<String> missing) {
        RunOutcome.Course course = details.course();
        return course.equals(RunOutcome.Course.NONE)
                ? Optional.empty()
                : Optional.of(new Run.Course(
                        course.machine(),
                        course.resumed(),
                        course.ready(),
                        course.ran(),
                        details.status(),
                        missing.isEmpty() ? Optional.empty() : Optional.of(missing)));
    }

    static Build build(BuildResult result) {
        return result.kernel()
                .map(kernel -> Build.succeeded(kernel.signature(), result.elapsed()))
                .orElseGet(() -> Build.failed(result.error(), result.elapsed()));
    }

    static Optional<Boolean> presence(Functions.Presence presence) {
        return switch (presence) {
            case PRESENT -> Optional.of(true);
            case ABSENT -> Optional.of(false);
            case UNKNOWN -> Optional.empty();
        };
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
