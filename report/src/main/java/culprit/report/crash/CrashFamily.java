package culprit.report.crash;

import java.util.List;

/**
 * Kinds of crashes that one bug shows itself by, depending on kernel version, configuration and luck.
 *
 * <p>From recorded bisections that are known to be right: a use after free also shows as out-of-bounds access, general
 * protection fault, paging fault, invalid free, bad usercopy, corrupted list, refcount or lock warning, and UBSAN's
 * words change; a task that hangs also shows as stall. Leaks and data races show as nothing else.
 */
enum CrashFamily {
    /** Something was found wrong where it happened: by the processor, a sanitizer, or a check in the source. */
    FAULT,
    /** Something does not end. */
    HANG,
    /** Memory is left over, which shows long afterwards. */
    LEAK,
    /** Two places that the title names access the same data. */
    RACE,
    /** The machine or a tool failed: it says nothing of the bug. */
    NOTHING;

    private static final List<String> HANGS =
            List.of("INFO: rcu", "INFO: task", "INFO: workqueue", "BUG: soft lockup", "BUG: workqueue lockup");

    /** Where the message stands, not what is wrong, is lost; or what is wrong is that something is overwritten. */
    private static final List<String> VAGUE = List.of(
            "BUG: corrupted",
            "WARNING: corrupted",
            "WARNING: kernel stack",
            "kernel panic: corrupted stack end",
            "kernel panic: stack is corrupted",
            "kernel panic: Fatal exception",
            "kernel panic: panic_on_warn set",
            "unexpected kernel reboot",
            "SYZFAIL",
            "SYZFATAL");

    static CrashFamily of(String title, CrashType type) {
        if (title.equals(PseudoCrash.LOST_CONNECTION.title())
                || title.equals(PseudoCrash.NO_OUTPUT.title())
                || (VAGUE.stream().anyMatch(title::startsWith) && !title.startsWith("BUG: corrupted list"))) {
            return NOTHING;
        }
        if (type == CrashType.HANG || HANGS.stream().anyMatch(title::startsWith)) {
            return HANG;
        }
        return switch (type) {
            case LEAK -> LEAK;
            case KCSAN_ASSERT, KCSAN_DATA_RACE, KCSAN_UNKNOWN -> RACE;
            default -> FAULT;
        };
    }
}
