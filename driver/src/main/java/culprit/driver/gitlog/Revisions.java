package culprit.driver.gitlog;

import culprit.git.BadInputException;
import culprit.git.HistoryException;
import culprit.git.JGitHistory;
import culprit.report.GitBisectEntry.Comment;
import java.util.Optional;

/** What the revisions of a log stand for: commits of a history if there is one, else themselves. */
final class Revisions {
    private final Optional<JGitHistory> history;

    Revisions(Optional<JGitHistory> history) {
        this.history = history;
    }

    /** The commit of a revision; without a history, the revision as it is written. */
    String commit(String revision) throws BadInputException, HistoryException {
        return history.isPresent() ? history.get().resolve(revision).id() : revision;
    }

    /** Whether it can be told that the revision is a commit. */
    boolean isCommit(String revision) throws HistoryException {
        try {
            return history.isPresent() && !commit(revision).isEmpty();
        } catch (BadInputException e) {
            return false;
        }
    }

    /** Whether a revision may be the commit of the comment. */
    boolean matches(String revision, Comment comment) throws HistoryException {
        if (Marks.isSame(revision, comment.commit())) {
            return true;
        }
        try {
            return history.isPresent()
                    ? commit(revision).equals(commit(comment.commit()))
                    : !Marks.isHash(revision) || isOfRelease(comment);
        } catch (BadInputException e) {
            return false;
        }
    }

    /** Until 2.28, git bisect noted the hash of an annotated tag and commented on it with the tagged commit. */
    private static boolean isOfRelease(Comment comment) {
        return comment.title().startsWith("Linux ");
    }
}
