package culprit.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Values as the Go library writes them, for the program that invented the log is written in Go. Takes and gives raw
 * text; {@link GoText} reads it.
 */
public final class GoFormat {
    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private GoFormat() {}

    /**
     * A duration as {@code %v} writes it: {@code 0s}, {@code 1.5ms}, {@code 2h0m3.25s}. Units start with the largest one
     * that is not zero; from minutes on all smaller units follow, even zeros.
     */
    public static String duration(Duration duration) {
        if (duration.isNegative()) {
            return "-" + duration(duration.negated());
        }
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        if (nanos < MICROSECOND) {
            return nanos + "ns";
        }
        if (nanos < MILLISECOND) {
            return fraction(nanos, 3) + RawText.of("\u00b5s");
        }
        if (nanos < SECOND) {
            return fraction(nanos, 6) + "ms";
        }
        long minutes = nanos / (60 * SECOND);
        String seconds = fraction(nanos % (60 * SECOND), 9) + "s";
        if (minutes == 0) {
            return seconds;
        }
        if (minutes < 60) {
            return minutes + "m" + seconds;
        }
        return minutes / 60 + "h" + minutes % 60 + "m" + seconds;
    }

    private static String fraction(long value, int decimals) {
        return BigDecimal.valueOf(value, decimals).stripTrailingZeros().toPlainString();
    }

    /** A list of strings as {@code %q} writes it: {@code ["a" "b"]}. */
    static String quoted(List<String> texts) {
        return texts.stream().map(GoFormat::quoted).collect(Collectors.joining(" ", "[", "]"));
    }

    /** A string as {@code %q} writes it: in double quotes, with escapes for what is not printable UTF-8. */
    static String quoted(String text) {
        byte[] bytes = RawText.bytes(text);
        StringBuilder quoted = new StringBuilder("\"");
        int at = 0;
        while (at < bytes.length) {
            byte[] rune = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + runeLength(bytes[at])));
            String decoded = new String(rune, UTF_8);
            boolean valid = Arrays.equals(decoded.getBytes(UTF_8), rune);
            quoted.append(valid ? escaped(decoded.codePointAt(0)) : hex("x", bytes[at] & 0xFF, 2));
            at += valid ? rune.length : 1;
        }
        return quoted.append('"').toString();
    }

    /** How many bytes a UTF-8 sequence has that starts with this one; 1 if none can start so. */
    private static int runeLength(byte lead) {
        int ones = Integer.numberOfLeadingZeros(~(lead << 24));
        return Math.max(1, Math.min(ones, 4));
    }

    private static String escaped(int rune) {
        return switch (rune) {
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case 0x0B -> "\\v";
            case '\\' -> "\\\\";
            case '"' -> "\\\"";
            default -> escapedUnlessPrintable(rune);
        };
    }

    private static String escapedUnlessPrintable(int rune) {
        if (isPrintable(rune)) {
            return RawText.of(Character.toString(rune));
        }
        if (rune < 0x80) {
            return hex("x", rune, 2);
        }
        return rune <= 0xFFFF ? hex("u", rune, 4) : hex("U", rune, 8);
    }

    /** Go takes no space but the ASCII one for printable. */
    private static boolean isPrintable(int rune) {
        return rune == ' ' || (RawText.isPrintable(rune) && !Character.isSpaceChar(rune));
    }

    private static String hex(String kind, int value, int digits) {
        String hex = Integer.toHexString(value);
        return "\\" + kind + "0".repeat(digits - hex.length()) + hex;
    }
}
