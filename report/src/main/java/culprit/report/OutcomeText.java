package culprit.report;

import java.util.List;
import java.util.Optional;

/** The words for the outcome of a run, to write and to read. */
final class OutcomeText {
    private OutcomeText() {}

    static String of(Outcome outcome, String title, Era era) {
        boolean nameless = outcome == Outcome.INFRA && !era.has(Change.INFRA_OUTCOME);
        return line(nameless ? Outcome.FAILED : outcome).with(title);
    }

    /** A run whose outcome is told in these words; none if they have no meaning in this period. */
    static Optional<Run> read(int number, String text, Period period) {
        for (Outcome outcome : Outcome.values()) {
            Line line = line(outcome);
            List<String> title = line.form().match(text);
            if (title != null && !period.and(line.period()).isEmpty()) {
                return Optional.of(Run.recorded(number, outcome, title.isEmpty() ? "" : title.get(0)));
            }
        }
        return Optional.empty();
    }

    /** The line kind, and with it the days, of the words. */
    static Line line(Outcome outcome) {
        return switch (outcome) {
            case OK -> Line.OUTCOME_OK;
            case CRASHED -> Line.OUTCOME_CRASHED;
            case BOOT_FAILED -> Line.OUTCOME_BOOT_FAILED;
            case TEST_FAILED -> Line.OUTCOME_TEST_FAILED;
            case INFRA -> Line.OUTCOME_INFRA;
            case IGNORED -> Line.OUTCOME_IGNORED;
            case FAILED -> Line.OUTCOME_FAILED;
        };
    }
}
