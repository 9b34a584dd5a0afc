package culprit.git;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Expands tabs of a commit message as git shows it: to columns of eight, counted in cells of a terminal. */
final class Tabs {
    private static final int COLUMNS = 8;

    /** First and last characters of the wide blocks (Unicode UAX #11): Hangul, CJK, fullwidth forms, emoji. */
    private static final int[][] WIDE = {
        {0x1100, 0x115f},
        {0x2e80, 0x303e},
        {0x3040, 0xa4cf},
        {0xac00, 0xd7a3},
        {0xf900, 0xfaff},
        {0xfe30, 0xfe6f},
        {0xff00, 0xff60},
        {0xffe0, 0xffe6},
        {0x1f300, 0x1f64f},
        {0x1f900, 0x1f9ff},
        {0x20000, 0x3fffd},
    };

    private Tabs() {}

    /** A line without tabs. From a stretch whose width is unknown on (it is not UTF-8), tabs stay. */
    static byte[] expanded(byte[] line) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(line.length + 2 * COLUMNS);
        int from = 0;
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\t') {
                byte[] stretch = Arrays.copyOfRange(line, from, i);
                int width = width(stretch);
                if (width < 0) {
                    break;
                }
                text.writeBytes(stretch);
                text.writeBytes(" ".repeat(COLUMNS - width % COLUMNS).getBytes(StandardCharsets.US_ASCII));
                from = i + 1;
            }
        }
        text.write(line, from, line.length - from);
        return text.toByteArray();
    }

    /** Cells a text takes, -1 if that cannot be told. */
    private static int width(byte[] text) {
        try {
            int[] characters = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .codePoints()
                    .toArray();
            int width = 0;
            for (int character : characters) {
                if (Character.getType(character) == Character.CONTROL) {
                    return -1;
                }
                width += width(character);
            }
            return width;
        } catch (CharacterCodingException e) {
            return -1;
        }
    }

    private static int width(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int[] block : WIDE) {
            if (block[0] <= character && character <= block[1]) {
                return 2;
            }
        }
        return 1;
    }
}
