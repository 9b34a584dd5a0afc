package culprit.driver.procedure;

import culprit.report.CrashReport;
import culprit.report.Event;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What the evidence of a test means.
 *
 * @param verdict whether the crash is there; in a search for a fix git is told the opposite
 * @param runs the runs as they were counted
 * @param representative the crashed run that stands for all
 * @param types the kinds of crashes that stand for the bug; only where they are asked for
 * @param remarks what is said about it, in this order
 * @param unfit why the bisection ends here: the machine spoiled too many runs
 */
public record Judgement(
        Verdict verdict,
        List<Run> runs,
        Optional<Run> representative,
        List<String> types,
        List<Event> remarks,
        Optional<String> unfit) {
    public Judgement {
        runs = List.copyOf(runs);
        types = List.copyOf(types);
        remarks = List.copyOf(remarks);
    }

    Judgement with(List<Event> said) {
        return new Judgement(verdict, runs, representative, types, said, unfit);
    }

    int count(Outcome outcome) {
        return (int) runs.stream().filter(run -> run.outcome() == outcome).count();
    }

    /** The share of the runs with an answer that crashed, from 0 to 1; NaN if no run has one. */
    double crashRatio() {
        double crashed = count(Outcome.CRASHED);
        return crashed / (crashed + count(Outcome.OK));
    }

    Optional<CrashReport> crash() {
        return representative.map(run -> new CrashReport(run.title(), run.report()));
    }
}
