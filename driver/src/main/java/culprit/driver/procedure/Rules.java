package culprit.driver.procedure;

import culprit.git.ReleaseTag;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The rules that a bisection follows: how much evidence it takes, what the evidence means, where it looks and when it
 * gives up. Those of syzbot are dated; see {@link Rule}.
 */
public final class Rules {
    /** A day on which the rules were those that {@link #syzbot2020} is made from. */
    private static final LocalDate SUMMER_2020 = LocalDate.parse("2020-07-11");

    /** A day after all changes. */
    public static final LocalDate TODAY = LocalDate.MAX.minusDays(1);

    private final Set<Rule> inForce;
    private final int runs;
    private final boolean stopEarly;

    private Rules(Set<Rule> inForce, int runs, boolean stopEarly) {
        this.inForce = inForce;
        this.runs = runs;
        this.stopEarly = stopEarly;
    }

    /** The rules of syzbot on a day. */
    public static Rules on(LocalDate day) {
        EnumSet<Rule> rules = EnumSet.noneOf(Rule.class);
        Arrays.stream(Rule.values()).filter(rule -> rule.isInForceOn(day)).forEach(rules::add);
        return new Rules(rules, 10, false);
    }

    /** The rules of syzbot now. */
    public static Rules today() {
        return on(TODAY);
    }

    /**
     * The rules of syzbot now with another number of runs.
     *
     * @param runs at each commit, at least 1; twice as many where syzbot makes twenty
     */
    public static Rules today(int runs) {
        return new Rules(today().inForce, runs, false);
    }

    /**
     * The rules of syzbot in the summer of 2020, by which any crash is bad, without its limit to newer releases, and with
     * its later insight that only the oldest release tells what came before.
     *
     * @param runs at each commit, at least 1
     */
    public static Rules syzbot2020(int runs) {
        EnumSet<Rule> rules = EnumSet.copyOf(on(SUMMER_2020).inForce);
        rules.removeAll(
                List.of(Rule.RELEASES_AFTER_4_5, Rule.UNTESTED_RELEASES_INCONCLUSIVE, Rule.FOUND_AT_ONCE_TESTED_AGAIN));
        rules.add(Rule.OLDEST_RELEASE_DECIDES);
        return new Rules(rules, runs, false);
    }

    /** The same rules, but for a test that ends as soon as no further run can change the verdict. */
    public Rules stoppingEarly() {
        return new Rules(inForce, runs, true);
    }

    /** The days on which syzbot's rules changed, in order. */
    public static List<LocalDate> changes() {
        TreeSet<LocalDate> days = new TreeSet<>();
        Arrays.stream(Rule.values())
                .flatMap(rule -> Stream.of(rule.since(), rule.until()))
                .filter(day -> !day.equals(LocalDate.MAX))
                .forEach(days::add);
        return List.copyOf(days);
    }

    /** Whether a commit that does not build ends the bisection. */
    public boolean endAtBuildFailures() {
        return has(Rule.BUILD_FAILURE_ENDS);
    }

    /** Of all releases before a commit, newest first, those that are worth a test. */
    public List<ReleaseTag> releasesToTest(List<ReleaseTag> releases) {
        return Releases.pick(releases, this);
    }

    boolean stopEarly() {
        return stopEarly;
    }

    boolean has(Rule rule) {
        return inForce.contains(rule);
    }

    /**
     * How many runs a test has.
     *
     * @param built whether a kernel has been built before
     */
    int runs(boolean built, boolean flaky) {
        return has(Rule.TWENTY_RUNS) && (flaky || !built) ? 2 * runs : runs;
    }

    /** After this time no test is begun. */
    Optional<Duration> limit() {
        if (has(Rule.EIGHT_HOURS)) {
            return Optional.of(Duration.ofHours(8));
        }
        return has(Rule.TWELVE_HOURS) ? Optional.of(Duration.ofHours(12)) : Optional.empty();
    }
}
