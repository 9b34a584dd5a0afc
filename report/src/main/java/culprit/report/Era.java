package culprit.report;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The version of the log's form: that of syzbot on a day.
 *
 * @param date 2019-03-17, the first day of this format, or later
 */
public record Era(LocalDate date) {
    /** The first day of the format that is read and written here. */
    public static final LocalDate BEGINNING = LocalDate.of(2019, 3, 17);

    /** The form of early 2020, the one most known from mails about kernel bugs. */
    public static final Era EARLY_2020 = new Era(LocalDate.of(2020, 3, 1));

    /** A date before {@link #BEGINNING} is taken for that day. */
    public Era {
        date = date.isBefore(BEGINNING) ? BEGINNING : date;
    }

    /** The era of a day such as {@code 2020-03-01}, or of the first of a month or year: {@code 2020-03}, {@code 2020}. */
    public static Optional<Era> parse(String text) {
        String missing = "2020-01-01".substring(Math.min(text.length(), "2020-01-01".length()));
        try {
            return Optional.of(new Era(LocalDate.parse(text + (missing.matches("(-01)*") ? missing : ""))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether logs of this era show the change. */
    public boolean has(Change change) {
        return !date.isBefore(change.date());
    }
}
