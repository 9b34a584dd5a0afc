package culprit.report;

import java.util.List;
import java.util.Optional;

/**
 * How a bisection ended. Made by one of the factories; components that a kind has no use for are empty.
 *
 * @param commit CULPRIT: the first bad commit; OLDEST_RELEASE_BAD: the release commit
 * @param title the subject line of that commit, raw
 * @param recipients CULPRIT: e-mail addresses of those to tell, sorted
 * @param candidates CANDIDATES: the commits that may be the first bad one, in git's order
 * @param crash CULPRIT and OLDEST_RELEASE_BAD: the crash of that commit
 * @param error FAILED: why, raw; may have several lines
 * @param sameBinary CULPRIT: whether its kernel is the same, bit by bit, as its parent's, so that it cannot be guilty
 */
public record Conclusion(
        Kind kind,
        String commit,
        String title,
        List<String> recipients,
        List<String> candidates,
        Optional<CrashReport> crash,
        String error,
        boolean sameBinary) {

    /** The endings of a bisection. */
    public enum Kind {
        /** One commit is named. */
        CULPRIT,
        /** Commits that cannot be tested lie between good and bad. */
        CANDIDATES,
        /** The bug is older than every release that was tested. */
        OLDEST_RELEASE_BAD,
        /** The bug did not show on the commit where it was found. */
        NOT_REPRODUCED,
        /** The bisection could not go on. */
        FAILED
    }

    public Conclusion {
        recipients = List.copyOf(recipients);
        candidates = List.copyOf(candidates);
    }

    /** This commit is the first bad one. */
    public static Conclusion culprit(String commit, String title, List<String> recipients, CrashReport crash) {
        return new Conclusion(Kind.CULPRIT, commit, title, recipients, List.of(), Optional.of(crash), "", false);
    }

    /** One of these commits is the first bad one. */
    public static Conclusion candidates(List<String> candidates) {
        return new Conclusion(Kind.CANDIDATES, "", "", List.of(), candidates, Optional.empty(), "", false);
    }

    /** The oldest release that could be tested, at this commit, has the bug. */
    public static Conclusion oldestReleaseBad(String commit, String title, CrashReport crash) {
        return new Conclusion(
                Kind.OLDEST_RELEASE_BAD, commit, title, List.of(), List.of(), Optional.of(crash), "", false);
    }

    /** No run crashed on the commit where the bug was found. */
    public static Conclusion notReproduced() {
        return failure(Kind.NOT_REPRODUCED, "the crash wasn't reproduced on the original commit");
    }

    /** The bisection stopped for this reason (raw text). */
    public static Conclusion failed(String error) {
        return failure(Kind.FAILED, error);
    }

    private static Conclusion failure(Kind kind, String error) {
        return new Conclusion(kind, "", "", List.of(), List.of(), Optional.empty(), error, false);
    }

    /** This conclusion, with the remark whether the culprit's kernel equals its parent's. */
    public Conclusion withSameBinary(boolean same) {
        return new Conclusion(kind, commit, title, recipients, candidates, crash, error, same);
    }
}
