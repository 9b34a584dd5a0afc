package culprit.report.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * The bytes of a console, read as lines.
 *
 * <p>A line is known by the offset of its first byte. It ends at a line feed, or where it has {@value #LONGEST_LINE}
 * bytes without one: the rest is another line. Its text has no line feed and no carriage returns, and at most
 * {@value #LONGEST_TEXT} characters (the kernel's own lines have about a thousand): of a longer line only a window of
 * that size is looked at, beginning {@value #BEFORE_LANDMARK} bytes before the first landmark in it, or at its start
 * if it has none. So a message printed behind a flood without line ends is still seen, no pattern ever meets a long
 * text, and nobody has to wait for the end of a line that has none.
 */
final class Console {
    static final int LONGEST_LINE = 64 << 10;
    static final int LONGEST_TEXT = 4096;
    private static final int BEFORE_LANDMARK = 256;

    private final byte[] bytes;
    private final int length;
    private final Landmarks landmarks;

    /** The first so many of the bytes. */
    Console(byte[] bytes, int length, Landmarks landmarks) {
        this.bytes = bytes;
        this.length = length;
        this.landmarks = landmarks;
    }

    int length() {
        return length;
    }

    /** The offset of the line feed that ends the line, or where the line is broken, or the end of the console. */
    int lineEnd(int start) {
        return lineEnd(start, start);
    }

    /** The same for a line of which it is known that it does not end before an offset. */
    int lineEnd(int start, int notBefore) {
        int limit = Math.min(length, start + LONGEST_LINE);
        int end = notBefore;
        while (end < limit && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Where the line begins that follows the one with this end; the length if there is none. */
    int after(int end) {
        return isLineFeed(end) ? end + 1 : end;
    }

    boolean isLineFeed(int offset) {
        return offset < length && bytes[offset] == '\n';
    }

    /** How many there are between two offsets. */
    int lineFeeds(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += bytes[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    /** Where the bytes behind the last line feed before an offset begin; not before {@code floor}. */
    int lineStart(int end, int floor) {
        int start = end;
        while (start > floor && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    /** Which landmarks the line contains. */
    long landmarksIn(int start, int end) {
        return landmarks.in(bytes, start, end);
    }

    /** The landmarks of circumstances. */
    long telling() {
        return landmarks.telling();
    }

    /** The line as those read it who look for an announcement. */
    String text(int start, int end) {
        return text(start, end, landmarks.announcing());
    }

    /** The line as those read it who look for one of these landmarks. */
    String text(int start, int end, long sought) {
        int from = start;
        if (end - start > LONGEST_TEXT) {
            from = Math.max(start, landmarks.endOfFirst(bytes, start, end, sought) - BEFORE_LANDMARK);
        }
        int size = Math.min(end - from, LONGEST_TEXT);
        return new String(bytes, from, size, ISO_8859_1).replace("\r", "");
    }
}
