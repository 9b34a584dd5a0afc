package culprit.report.crash;

import java.time.LocalDate;

/**
 * The names that syzkaller gave to crashes on a day. They change: what was {@code kernel BUG at fs/buffer.c:LINE!} in 2020
 * is {@code kernel BUG in alloc_buffer} since.
 *
 * <p>The rules without a date are those of 2026, also for earlier days: an older name is known here for the kinds of
 * crashes whose names have changed most.
 */
public record Dialect(LocalDate day) {
    /** The names of today. */
    public static final Dialect LATEST = new Dialect(LocalDate.MAX.minusDays(1));

    boolean has(Days days) {
        return !day.isBefore(days.since) && day.isBefore(days.until);
    }

    /**
     * When a rule was in force.
     *
     * @param since the first day
     * @param until the day after the last one
     */
    record Days(LocalDate since, LocalDate until) {
        static final Days ALWAYS = new Days(LocalDate.MIN, LocalDate.MAX);

        static Days since(String day) {
            return new Days(LocalDate.parse(day), LocalDate.MAX);
        }

        static Days until(String day) {
            return new Days(LocalDate.MIN, LocalDate.parse(day));
        }
    }
}
