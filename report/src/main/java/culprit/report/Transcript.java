package culprit.report;

import culprit.report.Event.Verbatim;
import java.util.ArrayList;
import java.util.List;

/** What has been made of a log: hands each event on with the number of its first line. One thread's. */
final class Transcript {
    private final Cursor cursor;
    private final LogReader.Sink sink;
    private final List<Long> unknownLines = new ArrayList<>();
    private long first;
    private long unknown;
    private boolean cutOff;

    Transcript(Cursor cursor, LogReader.Sink sink) {
        this.cursor = cursor;
        this.sink = sink;
    }

    /** An event may start with this line. */
    void begin() {
        first = cursor.number();
        cursor.begin();
    }

    void add(Event event) {
        sink.accept(first, event);
    }

    void add(TextKind kind, String text) {
        add(new Verbatim(kind, Bytes.of(text)));
    }

    /** The lines that were passed since the last event are no event after all. */
    void reject() {
        reject("");
    }

    /** The same with further lines that were passed. */
    void reject(String further) {
        String taken = cursor.rejected();
        if (!taken.isEmpty()) {
            first = cursor.rejectedFrom();
        }
        String text = taken + further;
        if (!text.isEmpty()) {
            add(TextKind.UNKNOWN, text);
            countUnknown(first, lines(text));
            cursor.uncarry(lines(further));
            cursor.forget();
        }
    }

    private static long lines(String text) {
        return text.chars().filter(c -> c == '\n').count();
    }

    /** This line cannot be understood. */
    void skip(boolean continued) {
        long number = cursor.number();
        boolean cut = cursor.isCutOff();
        String text = cursor.skip();
        if (cut) {
            cutOff = true;
            add(TextKind.CUT_OFF, text);
        } else if (continued) {
            add(TextKind.CONTINUED, text);
        } else {
            add(TextKind.UNKNOWN, text);
            countUnknown(number, 1);
        }
    }

    private void countUnknown(long number, long lines) {
        unknown += lines;
        for (long i = 0; i < lines && unknownLines.size() < Reading.NUMBERS_KEPT; i++) {
            unknownLines.add(number + i);
        }
    }

    long unknown() {
        return unknown;
    }

    List<Long> unknownLines() {
        return unknownLines;
    }

    boolean isCutOff() {
        return cutOff;
    }
}
