package culprit.driver.replay;

import culprit.driver.procedure.Rules;
import culprit.report.Change;
import culprit.report.Era;
import culprit.report.Reading;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How to replay a log.
 *
 * @param name of the rules, for a person
 * @param rules the rules
 * @param form of our log
 */
record RuleChoice(String name, Rules rules, Era form) {
    /** As many runs as {@code culprit bisect} makes by default. */
    private static final int RUNS = 10;

    private static RuleChoice on(LocalDate day, Era form) {
        return new RuleChoice(day.toString(), Rules.on(day), form);
    }

    private static RuleChoice on(LocalDate day) {
        return on(day, new Era(day));
    }

    /** The rules of the policy syzbot-2020; how many runs it made was its user's choice. */
    private static RuleChoice syzbot2020(RecordedLog log, Era form) {
        int listed =
                log.tests().stream().mapToInt(RecordedTest::runsListed).max().orElse(0);
        return new RuleChoice("syzbot-2020", Rules.syzbot2020(listed > 1 ? listed : RUNS), form);
    }

    /** Whether rules have that name: {@code today}, {@code syzbot-2020}, or a day such as {@code 2020-03-01}. */
    static boolean isName(String name) {
        return name.equals("today")
                || name.equals("syzbot-2020")
                || Era.parse(name).isPresent();
    }

    /** The rules with that name, and the form. */
    static RuleChoice named(String name, RecordedLog log, Era form) {
        return switch (name) {
            case "today" -> new RuleChoice(name, Rules.today(), form);
            case "syzbot-2020" -> syzbot2020(log, form);
            default -> on(Era.parse(name).orElseThrow().date(), form);
        };
    }

    /**
     * The ways in which a log can have been made, the most likely first: those of the days on which all its lines can
     * have been written, as far as these days differ. A log without syzkaller is one of ours.
     */
    static List<RuleChoice> of(RecordedLog log) {
        Reading reading = log.reading();
        List<RuleChoice> choices = new ArrayList<>();
        if (log.tools().isEmpty()) {
            choices.add(syzbot2020(log, reading.era()));
        }
        LocalDate latest = reading.era().date();
        choices.add(on(latest));
        LocalDate earliest = reading.period().since();
        Stream<LocalDate> changes = Stream.concat(
                Rules.changes().stream(), Arrays.stream(Change.values()).map(Change::date));
        changes.filter(day -> day.isAfter(earliest) && !day.isAfter(latest))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .forEach(day -> choices.add(on(day.minusDays(1))));
        return choices;
    }
}
