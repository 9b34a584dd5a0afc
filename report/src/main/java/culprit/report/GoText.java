package culprit.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link GoFormat} writes, and nothing else: whatever is read is written again to the same text. */
final class GoText {
    private static final Pattern UNIT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(h|ms|m|ns|\u00c2\u00b5s|s)");
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([abfnrtv\\\\\"]))");

    private GoText() {}

    /** The duration that is written so; none if none is. */
    static Optional<Duration> duration(String text) {
        boolean negative = text.startsWith("-");
        Matcher unit = UNIT.matcher(text).region(negative ? 1 : 0, text.length());
        BigDecimal nanos = BigDecimal.ZERO;
        while (unit.lookingAt()) {
            nanos = nanos.add(new BigDecimal(unit.group(1)).multiply(BigDecimal.valueOf(nanos(unit.group(2)))));
            unit.region(unit.end(), text.length());
        }
        // More than 290,000 hours do not count as a duration in Go either.
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return Optional.empty();
        }
        Duration duration = Duration.ofNanos(negative ? -nanos.longValue() : nanos.longValue());
        return Optional.of(duration).filter(read -> GoFormat.duration(read).equals(text));
    }

    private static long nanos(String unit) {
        return switch (unit) {
            case "h" -> 3_600_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "s" -> 1_000_000_000L;
            case "ms" -> 1_000_000L;
            case "ns" -> 1L;
            default -> 1_000L;
        };
    }

    /** The strings that are listed so; none if no list is written so. */
    static Optional<List<String>> quoted(String text) {
        List<String> strings = new ArrayList<>();
        int open = text.indexOf('"');
        while (open >= 0) {
            int close = closing(text, open + 1);
            if (close < 0) {
                return Optional.empty();
            }
            strings.add(unescaped(text.substring(open + 1, close)));
            open = text.indexOf('"', close + 1);
        }
        return Optional.of(strings).filter(read -> GoFormat.quoted(read).equals(text));
    }

    private static int closing(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at < text.length() ? at : -1;
    }

    private static String unescaped(String text) {
        return text.indexOf('\\') < 0
                ? text
                : ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(character(escape)));
    }

    private static String character(MatchResult escape) {
        if (escape.group(1) != null) {
            return String.valueOf((char) Integer.parseInt(escape.group(1), 16));
        }
        if (escape.group(4) != null) {
            return String.valueOf("\u0007\b\f\n\r\t\u000b\\\"".charAt("abfnrtv\\\"".indexOf(escape.group(4))));
        }
        String hex = escape.group(2) != null ? escape.group(2) : escape.group(3);
        long rune = Long.parseLong(hex, 16);
        return rune <= Character.MAX_CODE_POINT ? RawText.of(Character.toString((int) rune)) : escape.group();
    }
}
