package culprit.driver.simulation;

import culprit.driver.belief.Settings;
import culprit.driver.procedure.Rules;
import java.time.LocalDate;
import java.util.Locale;

/** The policies that can be compared. */
public enum PolicyKind {
    /** That of Culprit: the posterior decides. */
    CULPRIT,
    /** syzbot's from 2018 to 2024: ten runs, and any crash is bad. */
    SYZBOT_2020,
    /** syzbot's of today. */
    SYZBOT,
    /** {@code git bisect run}: some runs, and any crash is bad. */
    GIT;

    private static final LocalDate SUMMER_2020 = LocalDate.parse("2020-07-11");

    /** Its name for people, such as {@code syzbot-2020}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The policy itself.
     *
     * @param settings of Culprit's own
     * @param runs of {@link #GIT} at each commit
     */
    Policy with(Settings settings, int runs) {
        return switch (this) {
            case CULPRIT -> new BeliefPolicy(settings);
            case SYZBOT_2020 -> new SearchPolicy(Rules.on(SUMMER_2020));
            case SYZBOT -> new SearchPolicy(Rules.today());
            case GIT -> new SearchPolicy(Rules.syzbot2020(runs));
        };
    }
}
