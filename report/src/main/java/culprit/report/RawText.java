package culprit.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** Raw text: a string whose chars stand for the bytes 0 to 255 of a log, whatever their encoding. */
public final class RawText {
    private RawText() {}

    /** The raw form of ordinary Unicode text, such as a path or a message of ours: its bytes in UTF-8. */
    public static String of(String unicode) {
        return new String(unicode.getBytes(UTF_8), ISO_8859_1);
    }

    /** The raw form of these bytes; {@link #bytes} gives them back. */
    public static String of(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    /**
     * The bytes that the text stands for. Text with a char above U+00FF cannot be raw; it is taken as Unicode and given
     * in UTF-8, so that nothing gets lost.
     */
    public static byte[] bytes(String raw) {
        return raw.getBytes(isRaw(raw) ? ISO_8859_1 : UTF_8);
    }

    /** A loop, because every line of a log that is written passes here. */
    private static boolean isRaw(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }

    /** Whether a Unicode character shows as itself: no control or format character, nothing unassigned; spaces do. */
    public static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The text for a person: bytes read as UTF-8, with U+FFFD for what is not valid. */
    public static String toUnicode(String raw) {
        return new String(bytes(raw), UTF_8);
    }

    /**
     * The text with escapes for every character that could move the cursor, colour the screen or reverse the writing
     * direction: a guest's console may hold any.
     */
    public static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isPrintable(c)) {
                visible.appendCodePoint(c);
            } else {
                visible.append(String.format(Locale.ROOT, c <= 0xFF ? "\\x%02x" : "\\u%04x", c));
            }
        });
        return visible.toString();
    }
}
