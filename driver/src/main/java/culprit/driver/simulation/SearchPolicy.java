package culprit.driver.simulation;

import culprit.driver.procedure.Build;
import culprit.driver.procedure.Judge;
import culprit.driver.procedure.Rules;
import culprit.driver.procedure.TestResult;
import culprit.driver.simulation.SyntheticGuests.End;
import culprit.git.HistoryException;
import culprit.git.MadeUpHistory;
import culprit.git.Next;
import culprit.git.Search;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A policy that judges each commit by rules and lets git choose the next one. */
final class SearchPolicy implements SimulatedPolicy {
    private final Rules rules;

    SearchPolicy(Rules rules) {
        this.rules = rules;
    }

    @Override
    public Answer bisect(SyntheticHistory history, SyntheticGuests guests) {
        try {
            Judge judge = new Judge(rules);
            int bad = history.ancestry().bad();
            TestResult original = test(bad, judge.runsWanted(), guests);
            return judge.judgeOriginal(original).verdict() == Verdict.BAD
                    ? search(new MadeUpHistory(history.parents()).search(bad, 0), judge, guests)
                    : Answer.NONE;
        } catch (HistoryException e) {
            throw new IllegalStateException("a history without a repository has nothing to read", e);
        }
    }

    private static Answer search(Search search, Judge judge, SyntheticGuests guests) throws HistoryException {
        Next next = search.next();
        for (; next.kind().asksForTest(); next = search.next()) {
            TestResult result = test(MadeUpHistory.number(next.commit()), judge.runsWanted(), guests);
            switch (judge.judgeStep(result).verdict()) {
                case GOOD -> search.good(next.commit());
                case BAD -> search.bad(next.commit());
                case SKIP -> search.skip(next.commit());
            }
        }
        List<String> commits = next.kind() == Next.Kind.FOUND ? List.of(next.commit()) : next.candidates();
        return new Answer(commits.stream().map(MadeUpHistory::number).toList(), Double.NaN);
    }

    private static TestResult test(int commit, int wanted, SyntheticGuests guests) {
        if (!guests.build(commit)) {
            return result(Build.failed("broken", Duration.ZERO), List.of());
        }
        List<Run> runs = new ArrayList<>();
        for (End end : guests.run(commit, wanted, false)) {
            Outcome outcome = end == End.CLEAN ? Outcome.OK : Outcome.CRASHED;
            runs.add(Run.recorded(runs.size(), outcome, title(end)));
        }
        return result(Build.succeeded("", Duration.ZERO), runs);
    }

    private static TestResult result(Build build, List<Run> runs) {
        return new TestResult(build, runs, Duration.ZERO, Instant.EPOCH);
    }

    private static String title(End end) {
        return switch (end) {
            case CLEAN -> "";
            case CRASHED -> "KASAN: use-after-free Read in the_bug";
            case OTHER -> "WARNING in something_else";
        };
    }
}
