package culprit.driver.replay;

import culprit.driver.procedure.AddressedHistory;
import culprit.driver.procedure.Bisection;
import culprit.driver.procedure.InfraException;
import culprit.driver.replay.Divergence.Kind;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.git.JGitHistory;
import culprit.report.Bytes;
import culprit.report.Conclusion;
import culprit.report.SyzbotText;
import java.io.InputStream;
import java.util.Optional;

/**
 * One replay of a log by some rules.
 *
 * @param choice the rules
 * @param log our log
 * @param decisions how many decisions were made
 * @param line the line of the recorded log that was reached
 * @param difference the first difference
 * @param missing what the record does not hold although it was asked for
 * @param conclusion ours, if we reached one
 */
record Attempt(
        RuleChoice choice,
        Bytes log,
        int decisions,
        long line,
        Optional<Divergence> difference,
        Optional<String> missing,
        Optional<Conclusion> conclusion) {

    static Attempt of(RecordedLog log, RuleChoice choice, Optional<JGitHistory> repository, InputStream recorded)
            throws HistoryException, InfraException, InterruptedException {
        RecordEnd end = new RecordEnd();
        Comparison comparison = new Comparison(recorded);
        Transcript transcript = new Transcript(new SyzbotText(choice.form()), comparison);
        RecordedTester tester = new RecordedTester(log, end, transcript, choice.rules());
        Optional<Conclusion> conclusion = Optional.empty();
        try (RecordedHistory record = new RecordedHistory(log, end, choice.rules())) {
            // Whom to tell depended on more than the repository: on the tree's own list, and on syzbot's habits.
            History history = repository.isPresent()
                    ? new AddressedHistory(repository.get(), (commit, named) -> record.recipients(commit))
                    : record;
            Bisection bisection =
                    new Bisection(history, tester, transcript, RecordedPlan.of(log, history), choice.rules());
            conclusion = Optional.of(bisection.run());
        } catch (HistoryException | InfraException e) {
            if (end.missing().isEmpty()) {
                throw e;
            }
        }
        return new Attempt(
                choice,
                Bytes.of(transcript.log()),
                transcript.decisions(),
                comparison.line(),
                difference(log, comparison, end),
                end.missing(),
                conclusion);
    }

    /** That a log which breaks off holds no more is no difference, if ours went as far as that. */
    private static Optional<Divergence> difference(RecordedLog log, Comparison comparison, RecordEnd end) {
        if (comparison.difference().isPresent()) {
            return comparison.difference().filter(found -> !log.isCutIn(found.line()));
        }
        if (log.isComplete()) {
            return comparison.beyond().or(() -> rest(comparison, end));
        }
        return comparison.line() >= log.breakingOff() ? Optional.empty() : rest(comparison, end);
    }

    private static Optional<Divergence> rest(Comparison comparison, RecordEnd end) {
        return end.missing().isPresent()
                ? comparison.rest(
                        Kind.BEYOND_RECORD, "asks for " + end.missing().get())
                : comparison.rest(Kind.TEXT, "");
    }
}
