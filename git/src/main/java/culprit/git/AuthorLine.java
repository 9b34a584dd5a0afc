package culprit.git;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who wrote a commit and when, as git prints it.
 *
 * @param name one character per byte
 * @param mail without the angle brackets, one character per byte
 * @param date in the author's own zone, such as "Thu Jan 2 03:04:05 2020 +0530"
 */
record AuthorLine(String name, String mail, String date) {
    private static final Pattern FORM =
            Pattern.compile("([^<]*)<([^>]*)>(?:.*> *|[^0-9]*)([0-9]+) ([+-])([0-9]{1,4})\\s*", Pattern.DOTALL);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);

    /** Reads "name &lt;mail&gt; seconds zone"; what is broken shows as empty, or as the start of time. */
    static AuthorLine parse(byte[] line) {
        Matcher form = FORM.matcher(new String(line, StandardCharsets.ISO_8859_1));
        if (!form.matches()) {
            return new AuthorLine("", "", shown("0", 1, 0));
        }
        int sign = form.group(4).equals("-") ? -1 : 1;
        return new AuthorLine(
                form.group(1).strip(),
                form.group(2).strip(),
                shown(form.group(3), sign, Integer.parseInt(form.group(5))));
    }

    /** A date at a zone of {@code zone} = hours * 100 + minutes. */
    private static String shown(String seconds, int sign, int zone) {
        String offset = String.format(Locale.ROOT, "%s%04d", sign < 0 ? "-" : "+", zone);
        try {
            // Zones can be nonsense that ZoneOffset would not take.
            long local = Long.parseLong(seconds) + sign * (zone / 100 * 3600L + zone % 100 * 60L);
            return DATE.format(LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC)) + " " + offset;
        } catch (DateTimeException | NumberFormatException e) {
            return shown("0", 1, 0);
        }
    }
}
