package culprit.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** An immutable sequence of bytes, equal by content: text that the log repeats verbatim. */
public final class Bytes {
    /** No bytes at all. */
    public static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of the given bytes. */
    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    /** The bytes of a raw text, see {@link RawText}. */
    public static Bytes of(String raw) {
        return new Bytes(RawText.bytes(raw));
    }

    /** A copy of the bytes. */
    public byte[] toArray() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** The bytes as raw text. */
    @Override
    public String toString() {
        return new String(content, ISO_8859_1);
    }
}
