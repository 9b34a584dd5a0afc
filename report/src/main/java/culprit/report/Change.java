package culprit.report;

import java.time.LocalDate;

/** The days on which syzbot's log changed its form: the date of the commit to syzkaller, in order. */
public enum Change {
    /** The range of a search is given by hashes, no longer by tags; the oldest release is named by its title too. */
    HASHES_AT_START(2019, 11, 5),
    /** Kernels have signatures, at first of 40 digits. */
    SIGNATURES(2019, 11, 25),
    /** The signatures of culprit and parent have lines of their own, and an untested parent is built. */
    PARENT_BUILT(2019, 12, 10),
    /** Signatures have 64 digits. */
    LONG_SIGNATURES(2020, 1, 23),
    /** Recipients are told apart: to and cc. */
    RECIPIENT_ROLES(2020, 7, 31),
    /** A flaky reproducer is remarked on. */
    FLAKINESS(2020, 11, 17),
    /** A blank line follows whatever git prints. */
    BLANK_AFTER_GIT(2020, 12, 10),
    /** The compiler has a line of its own. */
    COMPILER_LINE(2021, 7, 20),
    /** The first line names host and time. */
    HOST_LINE(2022, 7, 19),
    /** The family of the compiler, gcc or clang, follows the tested commit. */
    COMPILER_FAMILY(2022, 9, 1),
    /** The first test is announced, and commits may be found again by their titles. */
    FIRST_TEST_ANNOUNCED(2022, 10, 6),
    /** A failed build names its commit; the endings outside the range have other words. */
    BUILD_FAILURE_NAMED(2023, 5, 5),
    /** Trouble of the machine is an outcome of its own. */
    INFRA_OUTCOME(2023, 5, 9),
    /** A verdict that cannot be found is explained; fixes are looked for across trees. */
    VERDICT_EXPLAINED(2023, 6, 29),
    /** A test with crashes names the one that represents them. */
    REPRESENTATIVE_CRASH(2023, 7, 5),
    /** Some crashes do not count. */
    IGNORED_OUTCOME(2023, 7, 6),
    /** Configurations are minimised in chunks. */
    CHUNKS(2023, 7, 7),
    /** Probabilities of error are told. */
    PROBABILITIES(2023, 7, 14),
    /** Fixes: whether a revision contains the bug at all is found out. */
    BUG_PRESENCE(2023, 8, 11),
    /** A merge base is checked for the bug before a fix is looked for. */
    MERGE_BASE_CHECKED(2023, 8, 24),
    /** Only some of the releases are picked for a test. */
    RELEASES_PICKED(2023, 9, 8),
    /** No blank line follows the remark that a configuration is minimal. */
    NO_BLANK_AFTER_MINIMIZED(2026, 2, 11);

    private final LocalDate date;

    Change(int year, int month, int day) {
        this.date = LocalDate.of(year, month, day);
    }

    /** The first day on which a log may show the change. */
    public LocalDate date() {
        return date;
    }
}
