package culprit.report.crash;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recognises crashes on a console while it is being written.
 *
 * <p>The answer is that of {@link CrashParser#parse(byte[])} on the whole text. Memory holds a window of a few
 * mebibytes, whatever is written: the stretch before a crash that may belong to its report, and the report. Used by
 * one thread.
 */
public final class CrashStream {
    private static final int FIRST_SIZE = 64 << 10;

    /** So much without interest is gathered before the window is moved, so that bytes are not moved often. */
    private static final int SLACK = 1 << 20;

    private final CrashParser parser;
    private final Detectors detectors;
    private byte[] window = new byte[FIRST_SIZE];
    private int size;
    private int from; // what stands before it plays no part
    private int unread; // where the first line begins that has not been looked at
    private int sought; // up to here the end of that line has been looked for in vain
    private Circumstances circumstances = new Circumstances();
    private Detectors.@Nullable CrashLine crash;
    private int end; // of the last line that announces anything, once there is a crash
    private int announcements;
    private long dropped; // bytes that have left the window
    private long linesDropped;
    private long base;
    private long line;

    /** A stream without a crash so far. */
    public CrashStream(CrashParser parser) {
        this.parser = parser;
        detectors = parser.detectors();
    }

    /**
     * Takes the next bytes.
     *
     * @throws IllegalStateException when {@link #isFull}
     */
    public void append(byte[] bytes, int offset, int length) {
        if (isFull()) {
            throw new IllegalStateException("the report is complete: take it first");
        }
        makeRoom(length);
        System.arraycopy(bytes, offset, window, size, length);
        size += length;
        read(false);
    }

    /** Whether a line has been read to its end that announces a crash; what follows it belongs to its report. */
    public boolean hasCrash() {
        return crash != null;
    }

    /** How many lines have announced a crash or a part of one, with those that were printed again. */
    public int announcements() {
        return announcements;
    }

    /** Whether nothing that is still to come can belong to the report. */
    public boolean isFull() {
        return crash != null && unread >= ReportCut.limit(crash.start(), end);
    }

    /**
     * The first crash, as far as its report has come; empty if there is none. What has been read so far counts as all
     * that there is: behind it the next crash is looked for when this is asked again. Its offsets count from
     * {@link #base}.
     */
    public Optional<Crash> take() {
        read(true);
        if (crash == null) {
            return Optional.empty();
        }
        Console console = console();
        base = dropped;
        line = linesDropped + 1 + console.lineFeeds(0, crash.start());
        Crash found = parser.describe(new ReportCut(console, detectors, crash), crash, from, circumstances);
        from = found.skip();
        unread = from;
        sought = from;
        circumstances = new Circumstances();
        crash = null;
        read(false);
        return Optional.of(found);
    }

    /** Where in all that was written the bytes begin that the offsets of the crash that was taken last count. */
    public long base() {
        return base;
    }

    /** The number of the line that announces the crash that was taken last, counted from 1. */
    public long line() {
        return line;
    }

    private Console console() {
        return detectors.open(window, size);
    }

    /** Looks at the lines that are complete; when nothing more comes, also at the last one. */
    private void read(boolean ended) {
        Console console = console();
        while (unread < size && !isFull()) {
            int lineEnd = console.lineEnd(unread, Math.max(unread, sought));
            if (lineEnd == size && !ended && lineEnd - unread < Console.LONGEST_LINE) {
                sought = lineEnd;
                return;
            }
            read(console, unread, lineEnd);
            unread = console.after(lineEnd);
        }
    }

    private void read(Console console, int start, int lineEnd) {
        long found = console.landmarksIn(start, lineEnd);
        if (crash != null && console.after(crash.end()) == start && Detectors.isReplay(console, start, lineEnd)) {
            crash = null;
        }
        circumstances.add(console, start, lineEnd, found);
        Optional<Detector> detector = detectors.firing(console, start, lineEnd, found);
        if (detector.isPresent()) {
            end = lineEnd;
            announcements++;
            if (crash == null) {
                crash = new Detectors.CrashLine(detector.get(), start, lineEnd);
            }
        }
    }

    /** Drops what is too old for the report of a crash, and makes the window large enough for so many bytes more. */
    private void makeRoom(int length) {
        int oldest = (crash == null ? unread : crash.start()) - ReportCut.BEFORE - 1;
        if (oldest > SLACK) {
            linesDropped += console().lineFeeds(0, oldest);
            System.arraycopy(window, oldest, window, 0, size - oldest);
            size -= oldest;
            unread -= oldest;
            sought -= oldest;
            from = Math.max(0, from - oldest);
            dropped += oldest;
            if (crash != null) {
                end -= oldest;
                crash = new Detectors.CrashLine(crash.detector(), crash.start() - oldest, crash.end() - oldest);
            }
        }
        if (size + length > window.length) {
            window = Arrays.copyOf(window, Math.max(2 * window.length, size + length));
        }
    }
}
