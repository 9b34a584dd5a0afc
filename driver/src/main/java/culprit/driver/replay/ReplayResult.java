package culprit.driver.replay;

import java.util.List;

/**
 * What came of the replay of one log.
 *
 * @param file as the user named it
 * @param kind whether the logs are the same
 * @param line IDENTICAL: how many lines were compared; else the number of the first line that differs or
 *     is unreadable, 0 if the file as a whole is
 * @param complete whether the record holds all that the rules asked for
 * @param era the day whose form the log has
 * @param rules by which it was replayed: a day, {@code today} or {@code syzbot-2020}
 * @param decisions how many decisions were made: verdicts, words to git, the ending
 * @param verdictsCompared how many verdicts the log shows
 * @param verdictsEqual how many of these the rules judge alike
 * @param divergences the first line that differs, if one does, and all verdicts that do, by their lines
 * @param remark what else there is to say, in one line: why a log is unreadable, where it ends, what follows by other
 *     rules; may be empty
 */
public record ReplayResult(
        String file,
        Kind kind,
        long line,
        boolean complete,
        String era,
        String rules,
        int decisions,
        int verdictsCompared,
        int verdictsEqual,
        List<Divergence> divergences,
        String remark) {
    /** Whether the logs are the same. */
    public enum Kind {
        /** Ours is the recorded one, byte by byte, as far as that goes. */
        IDENTICAL,
        /** The rules lead elsewhere. */
        DIVERGES,
        /** The file is no log, or has lines that no rule knows. */
        UNREADABLE
    }

    public ReplayResult {
        divergences = List.copyOf(divergences);
    }

    /** A file that cannot be replayed. */
    static ReplayResult unreadable(String file, long line, String why) {
        return new ReplayResult(file, Kind.UNREADABLE, line, false, "", "", 0, 0, 0, List.of(), why);
    }
}
