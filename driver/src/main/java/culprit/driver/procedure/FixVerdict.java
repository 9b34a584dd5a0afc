package culprit.driver.procedure;

import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.report.EventSink;
import culprit.report.Note;
import culprit.report.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * A step in search of a fix. A commit on a branch that never had the bug does not crash either, so it is made sure first
 * that the bug is in the commit's history at all.
 */
final class FixVerdict {
    private final History history;
    private final Examination examination;
    private final EventSink events;
    private final Rules rules;
    private final Plan plan;

    FixVerdict(History history, Examination examination, EventSink events, Rules rules, Plan plan) {
        this.history = history;
        this.examination = examination;
        this.events = events;
        this.rules = rules;
        this.plan = plan;
    }

    Verdict on(Commit commit) throws BrokenOffException, HistoryException, InfraException, InterruptedException {
        if (rules.has(Rule.BUG_PRESENCE_CHECKED) && !hasBugInHistory(commit)) {
            events.accept(Note.BUG_NOT_YET_THERE.of());
            return Verdict.BAD;
        }
        return examination.testStep(commit);
    }

    private boolean hasBugInHistory(Commit commit)
            throws BrokenOffException, HistoryException, InfraException, InterruptedException {
        events.accept(Note.ASKING_FOR_BUG.of());
        for (String crashed : examination.ledger().crashed()) {
            if (history.isAncestor(crashed, commit.id())) {
                events.accept(Note.BUG_REACHABLE.of(crashed));
                return true;
            }
        }
        for (String base : history.mergeBases(commit.id(), List.of(plan.bad().id()))) {
            events.accept(Note.TESTING_MERGE_BASE.of(base));
            Optional<Judgement> known = examination.ledger().judgement(base);
            if (known.isEmpty()) {
                events.accept(Note.NO_RESULT.of());
                examination.test(history.commit(base));
                known = examination.ledger().judgement(base);
            }
            if (known.flatMap(Judgement::representative).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
