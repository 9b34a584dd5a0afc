package culprit.report;

import java.util.List;

/**
 * One thing that a log of {@code git bisect} says, with the number of its line, from 1. Texts are raw (see
 * {@link RawText}).
 */
public sealed interface GitBisectEntry {
    /** The line on which it begins, from 1. */
    long line();

    /**
     * A command: {@code git bisect WORD ARGUMENTS}.
     *
     * @param word start, good, bad, skip, a term of the user's, or any other word
     * @param arguments without their quotes
     */
    record Command(long line, String word, List<String> arguments) implements GitBisectEntry {
        public Command {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * The comment on a mark: {@code # WORD: [COMMIT] TITLE}. It stands before its command; those on the arguments of
     * {@code git bisect start} stand before that.
     *
     * @param commit 7 to 40 hexadecimal digits
     * @param title as far as it stands on the line
     */
    record Comment(long line, String word, String commit, String title) implements GitBisectEntry {}

    /** What git has checked out to be tested, {@code [COMMIT] TITLE}; only terminal sessions have it. */
    record CheckedOut(long line, String commit, String title) implements GitBisectEntry {}

    /** The search is over: {@code # first bad commit: [COMMIT] TITLE}, or git's words in a terminal session. */
    record Found(long line, String commit) implements GitBisectEntry {}

    /** The search is over: {@code # only skipped commits left to test}; the candidates follow. */
    record OnlySkipped(long line) implements GitBisectEntry {}

    /** What may be the culprit as only skipped commits are left: {@code # possible first bad commit: [COMMIT] TITLE}. */
    record Candidate(long line, String commit) implements GitBisectEntry {}

    /** A line that tells nothing of the search: a remark, the rest of a title, text of a mail. */
    record Aside(long line, String text) implements GitBisectEntry {}

    /** A line that is meant to tell something of the search, but is damaged. */
    record Damaged(long line, String text) implements GitBisectEntry {}
}
