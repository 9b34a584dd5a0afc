package culprit.report;

import static culprit.report.Change.BUG_PRESENCE;
import static culprit.report.Change.BUILD_FAILURE_NAMED;
import static culprit.report.Change.CHUNKS;
import static culprit.report.Change.FIRST_TEST_ANNOUNCED;
import static culprit.report.Change.FLAKINESS;
import static culprit.report.Change.INFRA_OUTCOME;
import static culprit.report.Change.MERGE_BASE_CHECKED;
import static culprit.report.Change.NO_BLANK_AFTER_MINIMIZED;
import static culprit.report.Change.PARENT_BUILT;
import static culprit.report.Change.PROBABILITIES;
import static culprit.report.Change.REPRESENTATIVE_CRASH;
import static culprit.report.Change.VERDICT_EXPLAINED;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/** The remarks of a log: lines that have one form only, in the days when logs have them at all. */
public enum Note {
    /** The commit whose crash is to be seen first. */
    ENSURING_REPRODUCIBLE(
            "ensuring issue is reproducible on original commit {HASH}",
            Period.since(FIRST_TEST_ANNOUNCED),
            Ending.BLANK_LINE),
    /** The commit that was given, and the title by which another one was found in its place. */
    REWRITTEN(
            "rewritten commit {HASH} reidentified by title '{TEXT}'",
            Period.since(FIRST_TEST_ANNOUNCED),
            Ending.BLANK_LINE),
    /** What a bisection that weighs evidence has to say; no line of syzbot's. */
    SAID("culprit: {TEXT}"),
    FETCHING_TAGS("fetch other tags and check if the commit is present", Period.since(BUG_PRESENCE)),
    FETCH_FAILED("fetch failed with {TEXT}", Period.since(BUG_PRESENCE), Ending.OPEN),
    /** The tags of the releases to test, newest first and with spaces between; how many there are. */
    RELEASES_PICKED("picked [{TEXT}] out of {NUMBER} release tags", Period.since(Change.RELEASES_PICKED)),
    /** The tip of the branch, tested in search of a fix. */
    TESTING_HEAD("testing current HEAD {HASH}"),

    /** Of all crashes of a test, the title that stands for the bug; the types of all, with spaces between. */
    REPRESENTATIVE("representative crash: {TEXT}, types: [{TEXT}]", Period.since(REPRESENTATIVE_CRASH)),
    /** Some runs crashed, others not. */
    SEEMS_FLAKY("reproducer seems to be flaky", Period.between(FLAKINESS, PROBABILITIES)),
    /** Said at the end. */
    FLAGGED_FLAKY("Reproducer flagged being flaky", Period.between(FLAKINESS, PROBABILITIES)),
    /** The estimated share of runs that crash, with 2 decimals. */
    FLAKY("reproducer is flaky ({DECIMAL} repro chance estimate)", Period.since(PROBABILITIES), 2),
    /** The probability that the last good verdict is wrong, with 3 decimals. */
    FALSE_NEGATIVE_CHANCE("false negative chance: {DECIMAL}", Period.since(PROBABILITIES), 3),
    /** The probability that any verdict is wrong, with 2 decimals. */
    ERROR_PROBABILITY("accumulated error probability: {DECIMAL}", Period.since(PROBABILITIES), 2),
    /** Good runs; good runs wanted; runs in total wanted for bad; runs in total. */
    UNDETERMINED(
            "unable to determine the verdict: {NUMBER} good runs (wanted {NUMBER}), "
                    + "for bad wanted {NUMBER} in total, got {NUMBER}",
            Period.since(VERDICT_EXPLAINED)),
    TOO_MANY_UNCLEAR(
            "too many neither good nor bad results, skipping this commit",
            Period.between(INFRA_OUTCOME, VERDICT_EXPLAINED)),
    REPRODUCER_FAILED("repro testing failure: {TEXT}", Period.since(INFRA_OUTCOME), Ending.OPEN),
    NOOP_UNKNOWN("failed to detect noop change: {TEXT}", Period.since(PARENT_BUILT), Ending.OPEN),
    RELEASE_UNKNOWN("failed to detect release: {TEXT}", Period.ALWAYS, Ending.OPEN),

    UNFIXED_OR_OLDER("crash still not fixed/happens on the oldest tested release", Period.since(BUILD_FAILURE_NAMED)),
    HEAD_BROKEN("HEAD had kernel build, boot or test errors", Period.since(BUILD_FAILURE_NAMED)),
    DETERMINING_MERGE_BASE("determining the merge base between {HASH} and {HASH}", Period.since(VERDICT_EXPLAINED)),
    MERGE_BASES("expected 1 merge base, got {NUMBER}", Period.since(VERDICT_EXPLAINED)),
    CHECKING_MERGE_BASE("{HASH}/{TEXT} is a merge base, check if it has the bug", Period.since(MERGE_BASE_CHECKED)),
    MERGE_BASE("{HASH}/{TEXT} is a merge base", Period.between(VERDICT_EXPLAINED, MERGE_BASE_CHECKED)),
    MERGE_BASE_CLEAN(
            "reproducer does not crash the merge base, so there's no known bad commit",
            Period.since(MERGE_BASE_CHECKED)),
    ASKING_FOR_BUG("determine whether the revision contains the guilty commit", Period.since(BUG_PRESENCE)),
    BUG_REACHABLE("revision {HASH} crashed and is reachable", Period.since(BUG_PRESENCE)),
    TESTING_MERGE_BASE("checking the merge base {HASH}", Period.since(BUG_PRESENCE)),
    NO_RESULT("no existing result, test the revision", Period.since(BUG_PRESENCE)),
    BUG_NOT_YET_THERE("the bug was not introduced yet; pretend that kernel crashed", Period.since(BUG_PRESENCE)),

    BASELINE_FAILED("testing baseline config failed: {TEXT}", Period.ALWAYS, Ending.OPEN),
    BASELINE_CRASHES("crash reproduces with baseline config"),
    BASELINE_UNTESTABLE("unable to test using baseline config, keep original config"),
    MINIMIZING_FAILED("minimizing config failed: {TEXT}", Period.ALWAYS, Ending.OPEN),
    MINIMIZED_CLEAN("testing with generated minimized config doesn't reproduce the crash"),
    /** A blank line followed until {@link Change#NO_BLANK_AFTER_MINIMIZED}. */
    ALREADY_MINIMIZED("# configuration already minimized", Period.until(NO_BLANK_AFTER_MINIMIZED), Ending.BLANK_LINE),
    ALREADY_MINIMAL("# configuration already minimized", Period.since(NO_BLANK_AFTER_MINIMIZED)),
    CONFIG_BISECTION("# start config bisection{TEXT}"),
    CONFIG_RESET("# config-bisect.pl -r:{TEXT}"),
    CONFIG_GOOD("# config-bisect.pl good:{TEXT}"),
    CONFIG_BAD("# config-bisect.pl bad:{TEXT}"),
    CONFIG_FINISHED("# config_bisect.pl finished{TEXT}"),
    CONFIG_CHANGES("# found config option changes {TEXT}"),
    CONFIG_SIZES("kconfig minimization: base={NUMBER} full={NUMBER} diff={NUMBER}"),
    CONFIG_LEAVES("kconfig minimization: base={NUMBER} full={NUMBER} leaves diff={NUMBER}", Period.since(CHUNKS)),
    BASE_CRASHES("base config crashes"),
    TRYING_HALF("trying half: {TEXT}"),
    HALF_CRASHED("half crashed"),
    BOTH_HALVES_CLEAN("both halves did not crash"),
    CONFIGS_LEFT("resulting configs: {TEXT}"),
    ONLY_FULL_CRASHES("only full config crashes"),
    DROPPING_INSTRUMENTATION(
            "check whether we can drop unnecessary instrumentation", Period.since(REPRESENTATIVE_CRASH)),
    CONFIGS_DISABLED("disabling configs for [{TEXT}], they are not needed", Period.since(REPRESENTATIVE_CRASH)),
    NOTHING_TO_DISABLE("there was nothing we could disable; skip", Period.since(REPRESENTATIVE_CRASH)),
    INSTRUMENTATION_DROPPED("the bug reproduces without the instrumentation", Period.since(REPRESENTATIVE_CRASH)),
    CHUNKS_SPLIT("split chunks (needed={WORD} {TEXT}", Period.since(CHUNKS)),
    CHUNK_SPLIT("split chunk #{NUMBER} of len {NUMBER} into {NUMBER} parts", Period.since(CHUNKS)),
    WITHOUT_CHUNK("testing without sub-chunk {NUMBER}/{NUMBER}", Period.since(CHUNKS)),
    CHUNK_DROPPED("the chunk can be dropped", Period.since(CHUNKS)),
    CHUNK_WHOLE("no way to further split the chunk", Period.since(CHUNKS)),
    CHUNK_NEEDED("no need to test this chunk, it's definitely needed", Period.since(CHUNKS)),
    CHUNK_LIMIT(
            "we have reached the limit on predicate runs ({NUMBER}); pretend it returns false", Period.since(CHUNKS)),
    CONFIG_SUSPECTS("minimized to {NUMBER} configs; suspects: {TEXT}", Period.since(CHUNKS)),
    BAD_KCONFIG("config minimization failed due to bad Kconfig {TEXT}", Period.since(CHUNKS), Ending.OPEN),
    ORIGINAL_CONFIG("proceeding with the original config", Period.since(CHUNKS));

    /** What may follow the line. */
    private enum Ending {
        NOTHING,
        /** A blank line that belongs to the remark. */
        BLANK_LINE,
        /** Further lines of its text. */
        OPEN
    }

    @SuppressWarnings("ImmutableEnumChecker") // A form never changes, but has no annotation that says so.
    private final Form form;

    @SuppressWarnings("ImmutableEnumChecker") // A record of dates.
    private final Period period;

    private final Ending ending;
    private final int decimals;

    Note(String pattern) {
        this(pattern, Period.ALWAYS);
    }

    Note(String pattern, Period period) {
        this(pattern, period, Ending.NOTHING);
    }

    Note(String pattern, Period period, Ending ending) {
        this(pattern, period, ending, 0);
    }

    Note(String pattern, Period period, int decimals) {
        this(pattern, period, Ending.NOTHING, decimals);
    }

    Note(String pattern, Period period, Ending ending, int decimals) {
        this.form = Form.of(pattern);
        this.period = period;
        this.ending = ending;
        this.decimals = decimals;
    }

    /** The event with these facts, one for each variable part of the remark; for those with decimals see the next. */
    public Event.Noted of(Object... facts) {
        return new Event.Noted(this, Arrays.stream(facts).map(Object::toString).toList());
    }

    /** The event with a probability from 0 to 1, rounded to as many decimals as the remark has. */
    public Event.Noted of(double probability) {
        return of(new BigDecimal(probability)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString());
    }

    /** The line without its newline; a blank line that belongs to it is not included. */
    String line(List<String> facts) {
        return form.with(facts.toArray());
    }

    Form form() {
        return form;
    }

    Period period() {
        return period;
    }

    boolean hasBlankLine() {
        return ending == Ending.BLANK_LINE;
    }

    boolean isOpen() {
        return ending == Ending.OPEN;
    }
}
