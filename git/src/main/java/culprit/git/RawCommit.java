package culprit.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * The bytes of a commit object, and the facts in them.
 *
 * <p>Read by hand because {@code RevCommit} keeps dates in 32 bits and decodes text, while git's order and output need 64
 * bits and the very bytes.
 */
final class RawCommit {
    private static final byte[] PARENT = {'p', 'a', 'r', 'e', 'n', 't', ' '};
    private static final int TREE_AT = "tree ".length();
    private static final int TREE_LINE = TREE_AT + 40 + 1;
    private static final int PARENT_LINE = PARENT.length + 40 + 1;

    private final byte[] raw;

    RawCommit(byte[] raw) {
        this.raw = raw;
    }

    /** Reads a commit; one without tree or with a parent that is no id is damaged. */
    static RawCommit read(ObjectReader reader, AnyObjectId id) throws IOException {
        RawCommit commit = new RawCommit(reader.open(id, Constants.OBJ_COMMIT).getCachedBytes());
        try {
            commit.tree();
            commit.parents();
            return commit;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new CorruptObjectException("object " + id.name() + " is damaged: it is no commit", e);
        }
    }

    ObjectId tree() {
        return ObjectId.fromString(raw, TREE_AT);
    }

    List<ObjectId> parents() {
        List<ObjectId> parents = new ArrayList<>(2);
        for (int at = TREE_LINE; RawParseUtils.match(raw, at, PARENT) >= 0; at += PARENT_LINE) {
            parents.add(ObjectId.fromString(raw, at + PARENT.length));
        }
        return parents;
    }

    /** Seconds of the committer's date, an unsigned number; 0 where the object holds none. */
    long committed() {
        int start = RawParseUtils.committer(raw, 0);
        if (start < 0) {
            return 0;
        }
        int end = RawParseUtils.nextLF(raw, start) - 1;
        int at = start;
        while (at < end && raw[at] != '>') {
            at++;
        }
        return number(Arrays.copyOfRange(raw, Math.min(at + 1, end), end));
    }

    /**
     * The number a text starts with. As git reads it: too large ones are held at the largest unsigned value, and those
     * below zero, from before 1970, count down from there.
     */
    private static long number(byte[] text) {
        int at = 0;
        while (at < text.length && text[at] == ' ') {
            at++;
        }
        boolean negative = at < text.length && text[at] == '-';
        at += negative ? 1 : 0;
        long value = 0;
        for (; at < text.length && text[at] >= '0' && text[at] <= '9'; at++) {
            int digit = text[at] - '0';
            if (Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, 10)) > 0) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    /** The author line behind "author ": name, mail, seconds, zone. */
    byte[] author() {
        byte[] text = utf8();
        int start = RawParseUtils.author(text, 0);
        return start < 0
                ? new byte[0]
                : Arrays.copyOfRange(text, start, Math.max(start, RawParseUtils.nextLF(text, start) - 1));
    }

    /** Lines of the message, right-trimmed, without blank lines at its start and end. */
    List<byte[]> message() {
        byte[] text = utf8();
        List<byte[]> lines = new ArrayList<>();
        int from = RawParseUtils.commitMessage(text, 0);
        for (int at = from < 0 ? text.length : from; at < text.length; ) {
            int next = RawParseUtils.nextLF(text, at);
            byte[] line = trimmed(text, at, next);
            if (line.length > 0 || !lines.isEmpty()) {
                lines.add(line);
            }
            at = next;
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).length == 0) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** The first paragraph of the message, its lines joined by single spaces. */
    byte[] title() {
        ByteArrayOutputStream title = new ByteArrayOutputStream();
        String separator = "";
        for (byte[] line : message()) {
            if (line.length == 0) {
                break;
            }
            title.writeBytes(separator.getBytes(StandardCharsets.US_ASCII));
            title.writeBytes(line);
            separator = " ";
        }
        return title.toByteArray();
    }

    private static byte[] trimmed(byte[] text, int from, int to) {
        int end = to;
        while (end > from && isSpace(text[end - 1])) {
            end--;
        }
        return Arrays.copyOfRange(text, from, end);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    /** The object in UTF-8 if it names another encoding that fits; otherwise as it is, valid or not. */
    private byte[] utf8() {
        try {
            String name = RawParseUtils.parseEncodingName(raw);
            if (name == null) {
                return raw;
            }
            return Charset.forName(name)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException | IllegalCharsetNameException | UnsupportedCharsetException e) {
            return raw;
        }
    }
}
