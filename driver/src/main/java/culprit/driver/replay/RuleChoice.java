package culprit.driver.replay;

import culprit.driver.procedure.Rules;
import culprit.report.Era;
import culprit.report.Period;
import culprit.report.Reading;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules to replay a log by.
 *
 * @param name for a person
 * @param rules the rules
 */
record RuleChoice(String name, Rules rules) {
    /** As many runs as {@code culprit bisect} makes by default. */
    private static final int RUNS = 10;

    static RuleChoice on(LocalDate day) {
        return new RuleChoice(day.toString(), Rules.on(day));
    }

    static RuleChoice today() {
        return new RuleChoice("today", Rules.today());
    }

    /** The rules of {@code culprit bisect}; how many runs it made was its user's choice. */
    static RuleChoice culprit(RecordedLog log) {
        int listed =
                log.tests().stream().mapToInt(RecordedTest::runsListed).max().orElse(0);
        return new RuleChoice("culprit", Rules.culprit(listed > 1 ? listed : RUNS));
    }

    /** Whether rules have that name: {@code today}, {@code culprit}, or a day such as {@code 2020-03-01}. */
    static boolean isName(String name) {
        return name.equals("today") || name.equals("culprit") || Era.parse(name).isPresent();
    }

    /** The rules with that name. */
    static RuleChoice named(String name, RecordedLog log) {
        return switch (name) {
            case "today" -> today();
            case "culprit" -> culprit(log);
            default -> on(Era.parse(name).orElseThrow().date());
        };
    }

    /**
     * The rules by which a log can have been made, the most likely first: those of the days on which all its lines can
     * have been written, as far as these days differ in their rules. A log without syzkaller is one of ours.
     */
    static List<RuleChoice> of(RecordedLog log) {
        Reading reading = log.reading();
        List<RuleChoice> choices = new ArrayList<>();
        if (log.tools().isEmpty()) {
            choices.add(culprit(log));
        }
        LocalDate latest = reading.era().date();
        choices.add(on(latest));
        Period period = reading.period();
        List<LocalDate> changes = Rules.changes(period.since().plusDays(1), latest.plusDays(1));
        for (int i = changes.size() - 1; i >= 0; i--) {
            choices.add(on(changes.get(i).minusDays(1)));
        }
        return choices;
    }
}
