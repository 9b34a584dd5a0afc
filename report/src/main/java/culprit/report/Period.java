package culprit.report;

import java.time.LocalDate;

/**
 * A span of days in which a form was in use; of a log, the days on which all its lines can have been written.
 *
 * @param since the first day
 * @param until the day after the last one; {@link LocalDate#MAX} if the form is still in use
 */
public record Period(LocalDate since, LocalDate until) {
    /** All days. */
    public static final Period ALWAYS = new Period(Era.BEGINNING, LocalDate.MAX);

    /** From a change on. */
    public static Period since(Change change) {
        return new Period(change.date(), LocalDate.MAX);
    }

    /** Up to the day before a change. */
    public static Period until(Change change) {
        return new Period(Era.BEGINNING, change.date());
    }

    /** From one change on, up to the day before another. */
    public static Period between(Change first, Change last) {
        return new Period(first.date(), last.date());
    }

    /** The days that both have. */
    public Period and(Period other) {
        if (other.equals(ALWAYS) || equals(other)) {
            return this;
        }
        return new Period(
                since.isAfter(other.since) ? since : other.since, until.isBefore(other.until) ? until : other.until);
    }

    /** Whether it has no day at all. */
    public boolean isEmpty() {
        return !since.isBefore(until);
    }

    /** Whether it has the day. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(since) && day.isBefore(until);
    }

    /** An era of this period: its last day, or the first one if no last is known. */
    public Era era() {
        return new Era(until.equals(LocalDate.MAX) ? since : until.minusDays(1));
    }
}
