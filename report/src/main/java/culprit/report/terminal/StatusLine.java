package culprit.report.terminal;

import culprit.report.RawText;
import java.time.Duration;
import java.util.List;

/**
 * What is going on at one moment, in one line.
 *
 * @param activity what is being done, such as {@code building 6b3d933000cb}
 * @param elapsed for how long
 * @param notes further facts, most important first
 */
record StatusLine(String activity, Duration elapsed, List<String> notes) {
    StatusLine {
        notes = List.copyOf(notes);
    }

    /** The line, cut so that it stays one line on a terminal with that many columns. */
    String text(int columns) {
        StringBuilder line = new StringBuilder(RawText.visible(activity));
        line.append("  ").append(Wording.clock(elapsed));
        notes.forEach(note -> line.append(" | ").append(note));
        // Many terminals wrap once the last column is written, and a wrapped line cannot be repainted.
        int fitting = Math.max(0, columns - 1);
        if (line.codePointCount(0, line.length()) > fitting) {
            line.setLength(line.offsetByCodePoints(0, fitting));
        }
        return line.toString();
    }
}
