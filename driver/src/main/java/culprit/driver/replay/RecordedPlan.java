package culprit.driver.replay;

import culprit.driver.procedure.Plan;
import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.report.Direction;
import culprit.report.Event;
import culprit.report.Note;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a recorded bisection started from. */
final class RecordedPlan {
    private RecordedPlan() {}

    static Plan of(RecordedLog log, History history) throws HistoryException {
        String named = log.start().orElseThrow().commit();
        Optional<String> rewritten = log.facts(Note.REWRITTEN).map(facts -> named);
        String tested = log.tests().isEmpty() ? named : log.tests().get(0).commit();
        Commit bad = history.commit(rewritten.isPresent() ? tested : named);
        Plan.Origin origin = new Plan.Origin(log.host(), log.tools().map(Event.ToolsBuilding::commit), rewritten);
        if (log.direction() == Direction.FIX) {
            boolean crossTree = log.facts(Note.DETERMINING_MERGE_BASE).isPresent();
            Plan plan = Plan.fix(Instant.EPOCH, bad, history.commit(tip(log))).from(origin);
            return crossTree ? plan.acrossTrees() : plan;
        }
        return Plan.cause(Instant.EPOCH, bad, goods(log, history))
                .skipping(skips(log))
                .from(origin);
    }

    private static String tip(RecordedLog log) {
        return log.facts(Note.TESTING_HEAD).map(facts -> facts.get(0)).orElse(RecordedLog.UNKNOWN_COMMIT);
    }

    /** What git is told before it is asked for the first time was given. */
    private static List<String> skips(RecordedLog log) {
        int given = log.answers().isEmpty() ? 0 : log.answers().firstKey();
        return log.marks().subList(0, given).stream()
                .map(Event.CommitMarked::commit)
                .toList();
    }

    /** Where no release was tested the user named the good commits. */
    private static List<Commit> goods(RecordedLog log, History history) throws HistoryException {
        List<Commit> goods = new ArrayList<>();
        if (log.releases().isEmpty() && log.search().isPresent()) {
            for (String good : log.search().get().goods()) {
                goods.add(history.commit(good));
            }
        }
        return goods;
    }
}
