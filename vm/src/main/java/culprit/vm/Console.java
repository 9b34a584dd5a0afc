package culprit.vm;

import culprit.report.crash.CrashParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a guest has written so far. The guest is hostile: whatever it prints, memory holds at most {@link #WINDOW} bytes
 * and the file at most {@link #FILE_LIMIT}. Used by one thread.
 */
final class Console implements AutoCloseable {
    static final int WINDOW = 4 << 20;
    static final int FILE_LIMIT = 16 << 20;

    /** So much text after a crash holds its report, in bytes; the rest is not waited for. */
    private static final int REPORT_LIMIT = 256 << 10;

    private final CrashParser parser;
    private final OutputStream file;
    private byte[] text = new byte[64 << 10];
    private int size;
    private long dropped; // bytes that have left the window
    private int unread; // where in the window the first line begins that is not complete
    private long written;
    private boolean crashed;
    private int sinceCrash;

    /** Copies everything into the file, up to the limit. */
    Console(CrashParser parser, Path file) throws IOException {
        this.parser = parser;
        this.file = Files.newOutputStream(file);
    }

    /**
     * Whole lines of the guest.
     *
     * @param start position of their first byte in all that the guest wrote
     * @param text one character per byte; empty when no line has been completed
     */
    record Lines(long start, String text) {}

    /** Takes what the guest has written and returns the lines that it completes. */
    Lines append(byte[] bytes, int length) throws IOException {
        int kept = (int) Math.min(length, FILE_LIMIT - written);
        file.write(bytes, 0, kept);
        written += kept;
        if (crashed) {
            sinceCrash += length;
        }
        makeRoom(length);
        System.arraycopy(bytes, 0, text, size, length);
        size += length;
        int begin = unread;
        int end = lastLineEnd();
        if (end > begin && !crashed) {
            crashed = parser.containsCrash(Arrays.copyOfRange(text, begin, end), 0);
        }
        unread = end;
        return new Lines(dropped + begin, new String(text, begin, end - begin, StandardCharsets.ISO_8859_1));
    }

    /** Whether a kernel crash has begun. */
    boolean crashed() {
        return crashed;
    }

    /** Whether so much was written after a crash that waiting for more of its report is pointless. */
    boolean full() {
        return sinceCrash > REPORT_LIMIT;
    }

    /** What the guest wrote from a position on, as far as it is still in the window. */
    byte[] textFrom(long position) {
        return Arrays.copyOfRange(text, (int) Math.min(size, Math.max(0, position - dropped)), size);
    }

    /** Drops the older half of a full window; the crash, if there is one, is within {@link #REPORT_LIMIT} of its end. */
    private void makeRoom(int length) {
        if (size + length > WINDOW) {
            int gone = Math.max(size + length - WINDOW, size / 2);
            System.arraycopy(text, gone, text, 0, size - gone);
            size -= gone;
            dropped += gone;
            unread = Math.max(0, unread - gone);
        }
        if (size + length > text.length) {
            text = Arrays.copyOf(text, Math.min(WINDOW, Math.max(2 * text.length, size + length)));
        }
    }

    private int lastLineEnd() {
        for (int i = size; i > unread; i--) {
            if (text[i - 1] == '\n') {
                return i;
            }
        }
        return unread;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
