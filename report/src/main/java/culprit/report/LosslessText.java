package culprit.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Raw text as Unicode that can be turned back into the same bytes: what is valid UTF-8 is decoded, and any other byte
 * {@code 80} to {@code FF} is a lone surrogate {@code U+DC80} to {@code U+DCFF}, as in Python's "surrogateescape" (PEP
 * 383).
 */
final class LosslessText {
    private static final int ESCAPE = 0xDC00;

    private LosslessText() {}

    /** The Unicode form of raw text. */
    static String of(String raw) {
        ByteBuffer bytes = ByteBuffer.wrap(RawText.bytes(raw));
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CharsetDecoder decoder = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(bytes, text, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                text.put((char) (ESCAPE + Byte.toUnsignedInt(bytes.get())));
            }
            result = decoder.reset().decode(bytes, text, true);
        }
        return text.flip().toString();
    }

    /** The raw text of a Unicode form. */
    static String raw(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(character -> {
            if (isEscape(character)) {
                bytes.write(character - ESCAPE);
            } else {
                bytes.writeBytes(Character.toString(character).getBytes(UTF_8));
            }
        });
        return RawText.of(bytes.toByteArray());
    }

    /** Whether a code point stands for a byte; the second half of a pair is no code point. */
    static boolean isEscape(int codePoint) {
        return codePoint >= ESCAPE + 0x80 && codePoint <= ESCAPE + 0xFF;
    }
}
