package culprit.report.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * The bytes of a console, read as lines.
 *
 * <p>A line is known by the offset of its first byte. Its text has no line feed and no carriage returns, and at most
 * {@value #LONGEST_LINE} characters (the kernel's own lines have about a thousand): of a longer line only a window of
 * that size is looked at, beginning {@value #BEFORE_LANDMARK} bytes before the first landmark in it, or at its start
 * if it has none. So a message printed behind a flood without line ends is still seen, and no pattern ever meets a
 * long text.
 */
final class Console {
    static final int LONGEST_LINE = 4096;
    private static final int BEFORE_LANDMARK = 256;

    private final byte[] bytes;
    private final Literals landmarks;

    Console(byte[] bytes, Literals landmarks) {
        this.bytes = bytes;
        this.landmarks = landmarks;
    }

    int length() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The offset of the line feed that ends the line, or the end of the console. */
    int lineEnd(int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Where the line that ends at an offset begins; not before {@code floor}. */
    int lineStart(int end, int floor) {
        int start = end;
        while (start > floor && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    /** Which landmarks the line contains, see {@link Literals}. */
    long landmarksIn(int start, int end) {
        return landmarks.in(bytes, start, end);
    }

    String text(int start, int end) {
        int from = start;
        if (end - start > LONGEST_LINE) {
            from = Math.max(start, landmarks.endOfFirst(bytes, start, end) - BEFORE_LANDMARK);
        }
        int size = Math.min(end - from, LONGEST_LINE);
        return new String(bytes, from, size, ISO_8859_1).replace("\r", "");
    }
}
