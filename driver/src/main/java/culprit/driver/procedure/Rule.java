package culprit.driver.procedure;

import java.time.LocalDate;

/**
 * The rules of syzbot that changed over time, each with the days on which it was in force: from the date of the commit
 * to syzkaller that brought it up to, not including, that of the commit that ended it.
 */
enum Rule {
    // Without any of these: some crash means bad, else some run without a crash good, else skip.

    /** Skip if no run crashed and more than two thirds of them came to nothing. */
    THIRD_ANSWERS("2019-03-22", "2023-05-09"),
    /** The bisection ends when too many runs, at first more than half of them, fail for reasons of the machine. */
    MACHINE_ENDS("2023-05-09"),
    /** Good needs more than half of the runs. */
    HALF_GOOD("2023-06-15", "2023-06-29"),
    /** Good needs half of the runs, three quarters if flaky, and no crash; bad needs half of them with an answer. */
    HALF_ANSWERS("2023-06-29"),
    /** Bad needs a crash in a sixth of the runs that the machine did not spoil: 2 of 10, 3 of 20. */
    SIXTH_CRASHES("2024-07-15"),

    /** A reproducer is flaky when at some commit fewer runs crash than do not. */
    FLAKY_IF_RARER("2020-11-17", "2023-07-14"),
    /** A reproducer is flaky when at a bad commit fewer than half of the runs with an answer crash. */
    FLAKY_IF_BAD_AND_RARER("2023-07-14"),
    /** Twenty runs until a kernel has been built, and once the reproducer is flaky; else ten. */
    TWENTY_RUNS("2021-02-20"),

    /** The report of the most frequent kind of crash stands for a commit; before, that of its last crash. */
    FREQUENT_CRASH_STANDS("2023-07-05"),
    /** Failures of syzkaller's own tools are not crashes, unless the bug is one. */
    TOOL_FAILURES_IGNORED("2023-07-06"),
    /** Lost connections are not crashes, unless the bug shows as one. */
    LOST_CONNECTIONS_IGNORED("2024-12-03"),

    /** Releases up to v4.0 are not tested. */
    RELEASES_AFTER_4_0("2019-03-17", "2019-12-10"),
    /** Releases up to v4.5 are not tested. */
    RELEASES_AFTER_4_5("2019-12-10", "2023-04-20"),
    /** Releases up to v4.18 are not tested. */
    RELEASES_AFTER_4_18("2023-04-20"),
    /** Only a sample of the releases is tested. */
    RELEASES_SAMPLED("2023-08-25"),
    /** If no release could be tested, the search is inconclusive. */
    UNTESTED_RELEASES_INCONCLUSIVE("2020-07-02", "2023-05-05"),
    /** The oldest release alone decides whether the bug is older, or whether that cannot be told. */
    OLDEST_RELEASE_DECIDES("2023-05-05"),

    /** A commit that is found without any test is answered for once more, at what is checked out. */
    FOUND_AT_ONCE_TESTED_AGAIN("2019-03-17"),
    /** The untested parent of the culprit is built, to compare their kernels. */
    PARENT_BUILT("2019-12-10"),
    /** A commit that does not build ends the bisection. */
    BUILD_FAILURE_ENDS("2019-12-10", "2020-07-02"),
    /** No test is begun after eight hours. */
    EIGHT_HOURS("2020-07-12", "2023-05-09"),
    /** No test is begun after twelve hours. */
    TWELVE_HOURS("2023-05-09"),
    /** Only commits that build count as revisions tested. */
    BUILT_COUNT("2020-11-17"),

    /** Fixes: the merge base of a commit on another tree and the tip is tested first. */
    MERGE_BASE_TESTED("2023-08-24"),
    /** Fixes: a commit in whose history the bug has never shown counts as if it crashed. */
    BUG_PRESENCE_CHECKED("2023-08-11");

    private final LocalDate since;
    private final LocalDate until;

    Rule(String since) {
        this(since, LocalDate.MAX);
    }

    Rule(String since, String until) {
        this(since, LocalDate.parse(until));
    }

    Rule(String since, LocalDate until) {
        this.since = LocalDate.parse(since);
        this.until = until;
    }

    /** The first day on which it was in force. */
    LocalDate since() {
        return since;
    }

    /** The first day on which it no longer was; {@link LocalDate#MAX} if it still is. */
    LocalDate until() {
        return until;
    }

    boolean isInForceOn(LocalDate day) {
        return !day.isBefore(since) && day.isBefore(until);
    }
}
