package culprit.driver.replay;

import culprit.git.Next;
import culprit.report.Bytes;
import culprit.report.Event;
import java.util.List;
import java.util.Optional;

/**
 * What git answered to the start of a search or to a verdict.
 *
 * @param next the answer
 * @param title of the commit that it names
 * @param display what git showed of the first bad commit
 */
record GitAnswer(Next next, String title, Bytes display) {
    static GitAnswer step(Event.SearchStepped step, String warning) {
        Next next =
                new Next(Next.Kind.TEST, step.commit(), step.left(), step.steps(), List.of(), warning, step.warnings());
        return new GitAnswer(next, step.title(), Bytes.NONE);
    }

    static GitAnswer mergeBase(Event.MergeBaseTesting base, String warning) {
        return new GitAnswer(new Next(Next.Kind.MERGE_BASE, base.commit(), warning), base.title(), Bytes.NONE);
    }

    static GitAnswer found(Event.CulpritFound found, String warning) {
        return new GitAnswer(new Next(Next.Kind.FOUND, found.commit(), warning), "", found.display());
    }

    static GitAnswer onlySkipped(Event.OnlySkippedLeft left, String bad, String warning) {
        return new GitAnswer(
                new Next(Next.Kind.ONLY_SKIPPED_LEFT, bad, 0, 0, left.candidates(), warning, ""), "", Bytes.NONE);
    }

    /** git said something and gave up with an error. */
    static GitAnswer failed(String words, String error) {
        Next next = new Next(Next.Kind.MERGE_BASE_BAD, "", 0, 0, List.of(), error, words);
        return new GitAnswer(next, "", Bytes.NONE);
    }

    Optional<String> titleOf(String commit) {
        return next.commit().equals(commit) && !title.isEmpty() ? Optional.of(title) : Optional.empty();
    }
}
