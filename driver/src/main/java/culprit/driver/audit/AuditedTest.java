package culprit.driver.audit;

import culprit.driver.identity.Target;
import culprit.report.Event;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.crash.CrashSignature;
import culprit.report.terminal.Wording;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a log says about one test of a revision; grows while the log is read. */
final class AuditedTest {
    /** How many runs syzbot makes of a revision as a rule, for logs that say only that all were alike. */
    private static final int USUAL_RUNS = 10;

    private static final double STEADY = 0.5;

    /** Many times what any real test shows; what goes beyond is counted, but not told apart. */
    private static final int TITLES_KEPT = 100;

    private static final String CRASH = "crash ";

    private final String commit;
    private final long line;
    private final String release;
    private final Map<String, Outcomes> outcomes = new LinkedHashMap<>();
    private boolean alike;

    /**
     * A test that begins.
     *
     * @param line where
     * @param release the tag, if the revision was tested because it is a release
     */
    AuditedTest(String commit, long line, String release) {
        this.commit = commit;
        this.line = line;
        this.release = release;
    }

    /** Takes what is listed from this line on, one line for each run and those that its text continues on. */
    void ran(long first, Event.RunsListed listed) {
        alike |= listed.alike();
        long at = first;
        for (Run run : listed.runs()) {
            outcomes.computeIfAbsent(key(run), unseen -> new Outcomes(run)).add(at);
            at += 1 + run.title().chars().filter(letter -> letter == '\n').count();
        }
    }

    private String key(Run run) {
        if (run.outcome() != Outcome.CRASHED) {
            return run.outcome().name();
        }
        String title = CRASH + run.title();
        return outcomes.containsKey(title) || outcomes.size() < TITLES_KEPT ? title : CRASH;
    }

    String commit() {
        return commit;
    }

    long line() {
        return line;
    }

    String release() {
        return release;
    }

    boolean isRelease() {
        return !release.isEmpty();
    }

    boolean hasRun() {
        return !outcomes.isEmpty();
    }

    boolean hasCrashed() {
        return crashes() > 0;
    }

    /** Whether some run stayed clean. */
    boolean hasCleanRuns() {
        return clean() > 0;
    }

    private int runs() {
        return count(outcome -> true);
    }

    /** Whether so many of the runs are few. */
    boolean isRare(int count) {
        return 2 * count < runs();
    }

    /** So many of the runs, such as {@code 1 of 10 runs}. */
    String inWords(int count) {
        if (alike && count == runs()) {
            return "all runs";
        }
        return count + " of " + Wording.counted(runs(), "run");
    }

    /** How many runs crashed, in whatever way. */
    int crashes() {
        return count(Outcomes::isCrash);
    }

    /** How many runs stayed clean. */
    int clean() {
        return count(Outcomes::isClean);
    }

    /** How many runs crashed with the target. */
    int targets(Target target) {
        return count(outcome -> isTarget(outcome, target));
    }

    /** The share of the target among the runs that tell anything, from 0 to 1. */
    double share(Target target) {
        return targets(target) / (double) Math.max(1, crashes() + clean());
    }

    /** Whether the target shows in at least half of the runs that tell anything. */
    boolean isSteady(Target target) {
        return share(target) >= STEADY;
    }

    private int count(Predicate<Outcomes> which) {
        int listed = outcomes.values().stream()
                .filter(which)
                .mapToInt(Outcomes::count)
                .sum();
        return alike ? USUAL_RUNS * listed : listed;
    }

    private static boolean isTarget(Outcomes outcome, Target target) {
        return outcome.isCrash() && target.kindOf(outcome.signature()) == Target.Kind.TARGET;
    }

    /** One signature for each listed run that crashed with one of the first titles. */
    List<CrashSignature> signatures(int titles) {
        return crashed().stream()
                .limit(titles)
                .flatMap(crash -> Collections.nCopies(crash.count(), crash.signature()).stream())
                .toList();
    }

    /** The crashes, each title once. */
    List<Outcomes> crashed() {
        return outcomes.values().stream().filter(Outcomes::isCrash).toList();
    }

    /** The title of most of the crashes that are not the target. */
    Optional<String> otherTitle(Target target) {
        return crashed().stream()
                .filter(crash -> !isTarget(crash, target))
                .max(Comparator.comparingInt(Outcomes::count))
                .map(Outcomes::title);
    }

    /** The first digits of the commit. */
    String shortCommit() {
        return Wording.commit(commit);
    }

    /** The lines of runs that crashed with the target. */
    List<Long> targetLines(Target target) {
        return lines(outcome -> isTarget(outcome, target));
    }

    /** The lines of runs that crashed. */
    List<Long> crashLines() {
        return lines(Outcomes::isCrash);
    }

    /** The lines of runs. */
    List<Long> runLines() {
        return lines(outcome -> true);
    }

    private List<Long> lines(Predicate<Outcomes> which) {
        return outcomes.values().stream()
                .filter(which)
                .map(Outcomes::lines)
                .flatMap(Collection::stream)
                .sorted()
                .toList();
    }
}
