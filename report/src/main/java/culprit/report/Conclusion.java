package culprit.report;

import java.util.List;
import java.util.Optional;

/**
 * How a bisection ended. Made by one of the factories; components that a kind has no use for are empty.
 *
 * @param commit CULPRIT: the first bad commit; OLDEST_RELEASE_BAD: the release; HEAD_BAD: the last commit tested
 * @param title the subject line of that commit, raw
 * @param direction what was looked for; "bad" means "good" below if that was a fix
 * @param recipients CULPRIT: e-mail addresses of those to tell, sorted
 * @param copied CULPRIT: e-mail addresses of those who get a copy, sorted
 * @param candidates CANDIDATES: the commits that may be the first bad one, in git's order
 * @param crash CULPRIT and OLDEST_RELEASE_BAD: the crash of that commit
 * @param error FAILED: why, raw; may have several lines
 * @param checks CULPRIT: what speaks for and against it
 */
public record Conclusion(
        Kind kind,
        Direction direction,
        String commit,
        String title,
        List<String> recipients,
        List<String> copied,
        List<String> candidates,
        Optional<CrashReport> crash,
        String error,
        Checks checks) {

    /** The endings of a bisection. */
    public enum Kind {
        /** One commit is named. */
        CULPRIT,
        /** Commits that cannot be tested lie between good and bad. */
        CANDIDATES,
        /** The bug is older than every release that was tested. */
        OLDEST_RELEASE_BAD,
        /** The crash still happens on the tip of the branch, so there is no fix to look for. */
        HEAD_BAD,
        /** The bug did not show on the commit where it was found. */
        NOT_REPRODUCED,
        /** The bisection could not go on. */
        FAILED,
        /** The log does not say how it ended; of recorded logs only. */
        UNTOLD
    }

    public Conclusion {
        recipients = List.copyOf(recipients);
        copied = List.copyOf(copied);
        candidates = List.copyOf(candidates);
    }

    /** This commit is the first bad one. */
    public static Conclusion culprit(String commit, String title, Optional<CrashReport> crash) {
        return named(Kind.CULPRIT, commit, title, crash);
    }

    /** One of these commits is the first bad one. */
    public static Conclusion candidates(List<String> candidates) {
        return new Conclusion(
                Kind.CANDIDATES,
                Direction.CAUSE,
                "",
                "",
                List.of(),
                List.of(),
                candidates,
                Optional.empty(),
                "",
                Checks.NONE);
    }

    /** The oldest release that could be tested, at this commit, has the bug. */
    public static Conclusion oldestReleaseBad(String commit, String title, Optional<CrashReport> crash) {
        return named(Kind.OLDEST_RELEASE_BAD, commit, title, crash);
    }

    /** The tip of the branch, this commit, still crashes. */
    public static Conclusion headBad(String commit, String title, Optional<CrashReport> crash) {
        return named(Kind.HEAD_BAD, commit, title, crash).withDirection(Direction.FIX);
    }

    /** No run crashed on the commit where the bug was found. */
    public static Conclusion notReproduced() {
        return failure(Kind.NOT_REPRODUCED, "the crash wasn't reproduced on the original commit");
    }

    /** The bisection stopped for this reason (raw text). */
    public static Conclusion failed(String error) {
        return failure(Kind.FAILED, error);
    }

    /** The log ends without a conclusion. */
    static Conclusion untold() {
        return failure(Kind.UNTOLD, "");
    }

    static Conclusion named(Kind kind, String commit, String title, Optional<CrashReport> crash) {
        return new Conclusion(
                kind, Direction.CAUSE, commit, title, List.of(), List.of(), List.of(), crash, "", Checks.NONE);
    }

    private static Conclusion failure(Kind kind, String error) {
        return new Conclusion(
                kind, Direction.CAUSE, "", "", List.of(), List.of(), List.of(), Optional.empty(), error, Checks.NONE);
    }

    /** This conclusion with what was checked. */
    public Conclusion withChecks(Checks checked) {
        return new Conclusion(kind, direction, commit, title, recipients, copied, candidates, crash, error, checked);
    }

    /** This conclusion of a search for a fix, or for a cause. */
    public Conclusion withDirection(Direction other) {
        return new Conclusion(kind, other, commit, title, recipients, copied, candidates, crash, error, checks);
    }

    /** This conclusion with those to tell, and those who get a copy. */
    public Conclusion withRecipients(List<String> to, List<String> cc) {
        return new Conclusion(kind, direction, commit, title, to, cc, candidates, crash, error, checks);
    }
}
