package culprit.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a line is written, and by the same token read: fixed words with slots between them.
 *
 * <p>What {@link #match} takes apart, {@link #with} puts together again to the same line, byte by byte. The pattern
 * names slots in braces, see {@link Slot}; its line has neither its newline nor any other.
 */
final class Form {
    /** What may stand in a slot. */
    private enum Slot {
        /** 40 hexadecimal digits. */
        HASH,
        /** One or more hexadecimal digits. */
        HEX,
        /** A number from 0 to 999,999,999 without leading zeros. */
        NUMBER,
        /** A number with decimals. */
        DECIMAL,
        /** One or more characters, none of them a space. */
        WORD,
        /** Anything, also nothing, up to where the next fixed words first occur. */
        TEXT
    }

    private static final int HASH_LENGTH = 40;
    private static final int MAX_DIGITS = 9;
    private static final int NO_MATCH = -1;

    /** One more than there are slots; each may be empty. */
    private final List<String> words = new ArrayList<>();

    private final List<Slot> slots = new ArrayList<>();

    private Form(String pattern) {
        int at = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', at)) {
            int close = pattern.indexOf('}', open);
            words.add(pattern.substring(at, open));
            slots.add(Slot.valueOf(pattern.substring(open + 1, close)));
            at = close + 1;
        }
        words.add(pattern.substring(at));
    }

    static Form of(String pattern) {
        return new Form(pattern);
    }

    /** The fixed words at the start of the line; empty if it starts with a slot. */
    String opening() {
        return words.get(0);
    }

    /** The line with these values in its slots. */
    String with(Object... values) {
        StringBuilder line = new StringBuilder(words.get(0));
        for (int i = 0; i < slots.size(); i++) {
            line.append(values[i]).append(words.get(i + 1));
        }
        return line.toString();
    }

    /** What stands in the slots of the line; null if the line has another form. */
    @Nullable
    List<String> match(String line) {
        if (!line.startsWith(words.get(0))) {
            return null;
        }
        if (slots.isEmpty()) {
            return line.length() == words.get(0).length() ? List.of() : null;
        }
        String[] values = new String[slots.size()];
        int at = words.get(0).length();
        for (int i = 0; i < values.length; i++) {
            int end = end(line, at, i);
            if (end == NO_MATCH || !line.startsWith(words.get(i + 1), end)) {
                return null;
            }
            values[i] = line.substring(at, end);
            at = end + words.get(i + 1).length();
        }
        return at == line.length() ? List.of(values) : null;
    }

    private int end(String line, int from, int slot) {
        return switch (slots.get(slot)) {
            case HASH -> hexEnd(line, from) - from == HASH_LENGTH ? from + HASH_LENGTH : NO_MATCH;
            case HEX -> unlessEmpty(from, hexEnd(line, from));
            case NUMBER -> numberEnd(line, from);
            case DECIMAL -> unlessEmpty(from, decimalEnd(line, from));
            case WORD -> unlessEmpty(from, indexOrEnd(line, ' ', from));
            case TEXT -> textEnd(line, from, words.get(slot + 1));
        };
    }

    private static int unlessEmpty(int from, int end) {
        return end == from ? NO_MATCH : end;
    }

    private static int hexEnd(String line, int from) {
        int end = from;
        while (end < line.length() && isHex(line.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int numberEnd(String line, int from) {
        int end = from;
        while (end < line.length() && isDigit(line.charAt(end))) {
            end++;
        }
        int digits = end - from;
        boolean padded = digits > 1 && line.charAt(from) == '0';
        return digits == 0 || digits > MAX_DIGITS || padded ? NO_MATCH : end;
    }

    /** Go writes {@code NaN} and {@code +Inf} too. */
    private static int decimalEnd(String line, int from) {
        int end = from;
        while (end < line.length() && "+-.0123456789NaInf".indexOf(line.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    private static int indexOrEnd(String line, char c, int from) {
        int index = line.indexOf(c, from);
        return index < 0 ? line.length() : index;
    }

    private static int textEnd(String line, int from, String next) {
        return next.isEmpty() ? line.length() : line.indexOf(next, from);
    }
}
