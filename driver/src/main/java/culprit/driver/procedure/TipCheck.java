package culprit.driver.procedure;

import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.report.Bytes;
import culprit.report.Conclusion;
import culprit.report.CrashReport;
import culprit.report.EventSink;
import culprit.report.Note;
import culprit.report.Verdict;
import java.util.List;
import java.util.Optional;

/** In search of a fix: sees whether the tip of the branch is without the crash, and where the crash began. */
final class TipCheck {
    private final History history;
    private final Examination examination;
    private final EventSink events;
    private final Rules rules;

    TipCheck(History history, Examination examination, EventSink events, Rules rules) {
        this.history = history;
        this.examination = examination;
        this.events = events;
        this.rules = rules;
    }

    /** The range that holds the fix: what crashes counts as good for git, what does not as bad. */
    Range between(Commit crashing, Commit tip, boolean crossTree)
            throws BrokenOffException, HistoryException, InfraException, InterruptedException {
        Commit start = crashing;
        if (crossTree) {
            start = mergeBase(crashing, tip);
            if (rules.has(Rule.MERGE_BASE_TESTED)) {
                events.accept(Note.CHECKING_MERGE_BASE.of(start.id(), start.title()));
                if (examination.test(start) != Verdict.BAD) {
                    events.accept(Note.MERGE_BASE_CLEAN.of());
                    return Range.none(Conclusion.headBad(start.id(), start.title(), Optional.empty()));
                }
            } else {
                events.accept(Note.MERGE_BASE.of(start.id(), start.title()));
            }
        }
        events.accept(Note.TESTING_HEAD.of(tip.id()));
        Verdict verdict = examination.test(tip);
        return verdict == Verdict.GOOD
                ? Range.between(tip, List.of(start), List.of(tip.id(), start.id()))
                : Range.none(unfixed(crashing, tip, verdict));
    }

    private Commit mergeBase(Commit crashing, Commit tip) throws BrokenOffException, HistoryException {
        events.accept(Note.DETERMINING_MERGE_BASE.of(crashing.id(), tip.id()));
        List<String> bases = history.mergeBases(crashing.id(), List.of(tip.id()));
        if (bases.size() != 1) {
            throw new BrokenOffException("expected 1 merge base, got " + bases.size());
        }
        return history.commit(bases.get(0));
    }

    private Conclusion unfixed(Commit crashing, Commit tip, Verdict verdict) throws BrokenOffException {
        if (verdict == Verdict.BAD) {
            if (rules.has(Rule.OLDEST_RELEASE_DECIDES)) {
                events.accept(Note.UNFIXED_OR_OLDER.of());
            }
            return Conclusion.headBad(
                    tip.id(), tip.title(), examination.ledger().crash(tip.id()));
        }
        if (rules.has(Rule.OLDEST_RELEASE_DECIDES)) {
            events.accept(Note.HEAD_BROKEN.of());
            return Conclusion.headBad(tip.id(), tip.title(), Optional.of(failure(tip)));
        }
        if (!rules.has(Rule.UNTESTED_RELEASES_INCONCLUSIVE)) {
            throw new BrokenOffException("the current HEAD could not be tested");
        }
        return Conclusion.candidates(List.of(crashing.id(), tip.id()));
    }

    /** What stands in the place of a crash. */
    private CrashReport failure(Commit tip) {
        Optional<String> buildError = examination.ledger().buildError(tip.id());
        if (buildError.isEmpty()) {
            return new CrashReport("failed testing reproducer on " + tip.id(), Bytes.NONE);
        }
        String[] titleAndRest = buildError.get().split("\n", 2);
        String rest = titleAndRest.length == 1 ? "" : titleAndRest[1] + "\n";
        return new CrashReport("failed building " + tip.id() + ": " + titleAndRest[0], Bytes.of(rest));
    }
}
