package culprit.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What reading a log has shown about the log as a whole.
 *
 * @param lines how many lines it has
 * @param carried how many of them are text that the event before them carries, such as a report or a compiler's words
 * @param unknown how many lines no rule knows
 * @param unknownLines the numbers of the first {@link #NUMBERS_KEPT} of these, from 1
 * @param cutOff whether it breaks off within a line
 * @param period the days on which all its lines can have been written; any era of it writes the same log again
 * @param started the day that its first line tells, if it does
 */
public record Reading(
        long lines,
        long carried,
        long unknown,
        List<Long> unknownLines,
        boolean cutOff,
        Period period,
        Optional<LocalDate> started) {

    /** So many numbers of unknown lines are kept. */
    public static final int NUMBERS_KEPT = 1000;

    public Reading {
        unknownLines = List.copyOf(unknownLines);
    }

    /** The era of the log: of the day it tells if its lines can be of that day, else the last possible day known. */
    public Era era() {
        return started.filter(period::contains).map(Era::new).orElseGet(period::era);
    }
}
