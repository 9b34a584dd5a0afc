package culprit.driver.gitlog;

import java.util.List;

/**
 * What the replay of a log of {@code git bisect} has shown. Texts are raw (see {@link culprit.report.RawText}).
 *
 * @param kind by the first problem
 * @param line of the first problem, from 1; 0 if there is none
 * @param recorded what the log says there; empty if there is no problem
 * @param ours what should be there, or why it cannot be used; empty if there is no problem
 * @param next what git would say now: the commit to test, the culprit, or what it waits for; without '\n' at the end.
 *     Empty if no repository tells
 * @param decisions how many commits are marked, those not counted that the searches were started with
 * @param remarks what is unusual but no problem; the first {@link #MAX_REMARKS} only
 */
public record GitLogFinding(
        Kind kind, long line, String recorded, String ours, String next, int decisions, List<Remark> remarks) {
    /** So many remarks are kept at most. */
    public static final int MAX_REMARKS = 100;

    /** How the log stands the test. */
    public enum Kind {
        /** Nothing speaks against it. */
        CONSISTENT,
        /** It contradicts itself or the search in the repository. */
        DIVERGES,
        /** Part of it cannot be understood or, in this repository, not be found; git itself would not replay it. */
        UNREADABLE
    }

    /** Something unusual on a line of the log. */
    public record Remark(long line, String text) {}

    public GitLogFinding {
        remarks = List.copyOf(remarks);
    }
}
