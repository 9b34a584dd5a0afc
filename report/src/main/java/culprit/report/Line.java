package culprit.report;

import static culprit.report.Change.BLANK_AFTER_GIT;
import static culprit.report.Change.BUILD_FAILURE_NAMED;
import static culprit.report.Change.COMPILER_FAMILY;
import static culprit.report.Change.COMPILER_LINE;
import static culprit.report.Change.HASHES_AT_START;
import static culprit.report.Change.HOST_LINE;
import static culprit.report.Change.IGNORED_OUTCOME;
import static culprit.report.Change.INFRA_OUTCOME;
import static culprit.report.Change.PARENT_BUILT;
import static culprit.report.Change.RECIPIENT_ROLES;
import static culprit.report.Change.SIGNATURES;

/**
 * The lines that events are made of, each with the days on which logs have it. Remarks are in {@link Note}.
 *
 * <p>This is the one place that knows the words, for reading and for writing.
 */
enum Line {
    HOST("{TEXT} starts bisection {TEXT}", Period.since(HOST_LINE)),
    CAUSE_START("bisecting cause commit starting from {HASH}"),
    FIX_START("bisecting fixing commit since {HASH}"),
    TOOLS("building syzkaller on {HASH}"),
    RELEASE("testing release {TEXT}"),

    TEST_WITH("testing commit {HASH} with {TEXT}", Period.until(COMPILER_LINE)),
    TEST("testing commit {HASH}", Period.between(COMPILER_LINE, COMPILER_FAMILY)),
    TEST_BY("testing commit {HASH} {WORD}", Period.since(COMPILER_FAMILY)),
    /** Culprit's own. */
    TEST_AGAIN("testing commit {HASH} again: {NUMBER} more {WORD}"),
    COMPILER("compiler: {TEXT}", Period.since(COMPILER_LINE)),
    SIGNATURE("kernel signature: {HEX}", Period.since(SIGNATURES)),
    /** Any other text after the start of a test is one too, until this date. */
    BUILD_FAILED("failed building {HASH}: {TEXT}", Period.since(BUILD_FAILURE_NAMED)),
    TEST_FAILED("failed: {TEXT}"),
    ALL_RUNS("all runs: {TEXT}"),
    RUN("run #{NUMBER}: {TEXT}"),

    START("# git bisect start {WORD} {TEXT}"),
    GOOD("# git bisect good {HASH}"),
    BAD("# git bisect bad {HASH}"),
    SKIP("# git bisect skip {HASH}"),
    LEFT("Bisecting: {NUMBER} {WORD} left to test after this (roughly {NUMBER} {TEXT})"),
    MERGE_BASE("Bisecting: a merge base must be tested"),
    CHECKED_OUT("[{HASH}] {TEXT}"),
    FOUND("{HASH} is the first bad commit"),
    ONLY_SKIPPED("There are only 'skip'ped commits left to test."),
    ANY_OF("The first bad commit could be any of:"),
    HASH("{HASH}"),
    NO_MORE("We cannot bisect more!"),

    PARENT_UNTESTED("parent commit {HASH} wasn't tested", Period.since(PARENT_BUILT)),
    CULPRIT_SIGNATURE("culprit signature: {HEX}", Period.since(PARENT_BUILT)),
    PARENT_SIGNATURE("parent  signature: {HEX}", Period.since(PARENT_BUILT)),
    OLD_CULPRIT_SIGNATURE("kernel signature:   {HEX}", Period.between(SIGNATURES, PARENT_BUILT)),
    OLD_PARENT_SIGNATURE("previous signature: {HEX}", Period.between(SIGNATURES, PARENT_BUILT)),

    TOTALS("revisions tested: {NUMBER}, total time: {WORD} (build: {TEXT}, test: {TEXT})"),
    FIRST_BAD("first bad commit: {HASH} {TEXT}"),
    FIRST_GOOD("first good commit: {HASH} {TEXT}"),
    CC("cc: {TEXT}", Period.until(RECIPIENT_ROLES)),
    RECIPIENTS_TO("recipients (to): {TEXT}", Period.since(RECIPIENT_ROLES)),
    RECIPIENTS_CC("recipients (cc): {TEXT}", Period.since(RECIPIENT_ROLES)),
    ANY_BAD("bisection is inconclusive, the first bad commit could be any of:"),
    ANY_GOOD("bisection is inconclusive, the first good commit could be any of:"),
    OLDEST_BAD("the crash already happened on the oldest tested release", Period.until(BUILD_FAILURE_NAMED)),
    OLDEST_BAD_NEW(
            "oldest tested release already had the bug or it had kernel test errors",
            Period.since(BUILD_FAILURE_NAMED)),
    HEAD_BAD("the crash still happens on HEAD", Period.until(BUILD_FAILURE_NAMED)),
    HEAD_BAD_NEW(
            "crash still not fixed on HEAD or HEAD had kernel test errors",
            Period.between(BUILD_FAILURE_NAMED, Change.MERGE_BASE_CHECKED)),
    UNFIXED("crash still not fixed or there were kernel test errors", Period.since(Change.MERGE_BASE_CHECKED)),
    MESSAGE("commit msg: {TEXT}", Period.since(HASHES_AT_START)),
    ERROR("error: {TEXT}"),
    CRASH("crash: {TEXT}"),

    OUTCOME_OK("OK"),
    OUTCOME_CRASHED("crashed: {TEXT}"),
    OUTCOME_BOOT_FAILED("boot failed: {TEXT}"),
    OUTCOME_TEST_FAILED("basic kernel testing failed: {TEXT}"),
    OUTCOME_INFRA("infra problem: {TEXT}", Period.since(INFRA_OUTCOME)),
    OUTCOME_IGNORED("ignore: {TEXT}", Period.since(IGNORED_OUTCOME)),
    OUTCOME_FAILED("failed: {TEXT}");

    /** The days on which a blank line follows git's words. */
    static final Period BLANK = Period.since(BLANK_AFTER_GIT);

    /** The days on which it does not. */
    static final Period NO_BLANK = Period.until(BLANK_AFTER_GIT);

    @SuppressWarnings("ImmutableEnumChecker") // A form never changes, but has no annotation that says so.
    private final Form form;

    @SuppressWarnings("ImmutableEnumChecker") // A record of dates.
    private final Period period;

    Line(String pattern) {
        this(pattern, Period.ALWAYS);
    }

    Line(String pattern, Period period) {
        this.form = Form.of(pattern);
        this.period = period;
    }

    Form form() {
        return form;
    }

    Period period() {
        return period;
    }

    /** The line about more runs of a commit. */
    static String again(String commit, int runs) {
        return TEST_AGAIN.with(commit, runs, plural(runs, "run"));
    }

    /** The line about how many commits are left to test. */
    static String left(int left, int steps) {
        return LEFT.with(left, plural(left, "revision"), steps, plural(steps, "step"));
    }

    /** The noun for so many. */
    static String plural(int count, String noun) {
        return count == 1 ? noun : noun + "s";
    }

    /** The line that tells git the verdict. */
    static Line of(Verdict verdict) {
        return switch (verdict) {
            case GOOD -> GOOD;
            case BAD -> BAD;
            case SKIP -> SKIP;
        };
    }

    /** The line with these values in its slots. */
    String with(Object... values) {
        return form.with(values);
    }
}
