package culprit.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The lines of a stream, one at a time, as raw text. A line that is longer than {@link #LIMIT} comes in pieces. One
 * thread's.
 */
final class Lines {
    /** So many bytes are kept at most of a line, or of a text that one event carries. */
    static final int LIMIT = 1 << 20;

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;

    private String text = "";
    private boolean starts;
    private boolean terminated = true;
    private boolean atEnd;
    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    /**
     * Goes on to the next line, or piece of a line.
     *
     * @throws UncheckedIOException if the stream fails
     */
    void advance() {
        starts = terminated;
        int newline = newline();
        terminated = newline >= 0;
        int stop = terminated ? newline : end;
        atEnd = !terminated && stop == start;
        text = new String(buffer, start, stop - start, ISO_8859_1);
        start = terminated ? newline + 1 : stop;
        if (starts && !atEnd) {
            number++;
        }
    }

    /** The index of the next newline; -1 if it is too far away, or there is none. */
    private int newline() {
        int from = start;
        while (true) {
            for (int i = from; i < end; i++) {
                if (buffer[i] == '\n') {
                    return i;
                }
            }
            int scanned = end - start;
            if (scanned >= LIMIT || !fill()) {
                return -1;
            }
            from = start + scanned;
        }
    }

    private boolean fill() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        try {
            int read = in.read(buffer, end, buffer.length - end);
            end += Math.max(read, 0);
            return read >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is no line any more. */
    boolean isAtEnd() {
        return atEnd;
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }

    /** The line without its newline. */
    String text() {
        return text;
    }

    /** Whether the line is here from its start to its newline. */
    boolean isWhole() {
        return starts && terminated;
    }

    /** Whether the line ends here, with a newline. */
    boolean isTerminated() {
        return terminated;
    }
}
