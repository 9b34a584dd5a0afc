package culprit.driver.procedure;

import culprit.git.Commit;
import culprit.report.Event;
import culprit.report.Note;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says what the evidence of a test means, by the rules; divisions are those of integers.
 *
 * <p>It remembers what the tests so far have shown about the reproducer. One bisection's.
 */
public final class Judge {
    private final Rules rules;
    private boolean built;
    private boolean flaky;
    private boolean hasOriginal;
    private List<String> originalTypes = List.of();

    /** The estimated share of the runs that crash where the bug is. */
    private double chance = 1;

    /** The probability that no good verdict of the search is wrong. */
    private double confidence = 1;

    /** A judge by these rules, who has seen nothing. */
    public Judge(Rules rules) {
        this.rules = rules;
    }

    /** How many runs the next test has. */
    public int runsWanted() {
        return rules.runs(built, flaky);
    }

    /** What to find out next about a commit. */
    TestRequest request(Commit commit) {
        int runs = runsWanted();
        return rules.stopEarly()
                ? new TestRequest(commit, runs).endingWhen(some -> isCertain(some, runs))
                : new TestRequest(commit, runs);
    }

    boolean isFlaky() {
        return flaky;
    }

    double chance() {
        return chance;
    }

    double confidence() {
        return confidence;
    }

    /** The evidence of the commit where the bug was found; the first one judged. */
    public Judgement judgeOriginal(TestResult result) {
        Judgement original = judge(result);
        hasOriginal = true;
        originalTypes = original.types();
        if (original.verdict() == Verdict.BAD) {
            chance = original.crashRatio();
        }
        return original;
    }

    /** Evidence that steers the search itself. */
    public Judgement judgeStep(TestResult result) {
        Judgement step = judge(result);
        if (step.verdict() == Verdict.GOOD) {
            confidence *= 1 - falseNegativeChance(step.count(Outcome.OK));
        } else if (step.verdict() == Verdict.BAD) {
            chance = Math.min(chance, (chance + step.crashRatio()) / 2);
        }
        return step;
    }

    /** Evidence about any commit. */
    public Judgement judge(TestResult result) {
        built |= result.build().succeeded();
        List<Run> runs = result.runs().stream().map(this::counted).toList();
        List<Event> remarks = new ArrayList<>();
        List<Run> crashes =
                runs.stream().filter(run -> run.outcome() == Outcome.CRASHED).toList();
        Optional<Run> representative = crashes.stream().reduce((earlier, later) -> later);
        List<String> types = List.of();
        if (rules.has(Rule.FREQUENT_CRASH_STANDS)) {
            CrashGroups groups = new CrashGroups(crashes, !rules.has(Rule.LOST_CONNECTIONS_IGNORED));
            representative = groups.representative();
            types = groups.types();
            if (representative.isPresent()) {
                remarks.add(Note.REPRESENTATIVE.of(representative.get().title(), String.join(" ", types)));
            }
        }
        Decision decision = decide(tally(runs), remarks);
        Judgement judgement =
                new Judgement(decision.verdict(), runs, representative, types, List.of(), decision.unfit());
        markFlaky(judgement, remarks);
        if (decision.verdict() == Verdict.GOOD) {
            remarks.add(Note.FALSE_NEGATIVE_CHANCE.of(falseNegativeChance(judgement.count(Outcome.OK))));
        }
        return judgement.with(remarks);
    }

    /**
     * Whether the verdict on a test of so many runs is certain from some of them, whatever the others would give. It is
     * certain if it is the same whether the others are left out or all of them end in the same way, each way in turn: a
     * mixture of ways leads nowhere else, because each count that a rule compares grows with one of them alone, or with
     * none. The estimates of how often the bug shows rest on fewer runs then.
     */
    boolean isCertain(List<Run> some, int all) {
        Tally known = tally(some.stream().map(this::counted).toList());
        Decision decision = decide(known, new ArrayList<>());
        return Stream.of(Outcome.values())
                .map(outcome -> known.plus(outcome, all - some.size(), rules.has(Rule.MACHINE_ENDS)))
                .allMatch(whole -> decide(whole, new ArrayList<>()).equals(decision));
    }

    private Tally tally(List<Run> runs) {
        Tally tally = Tally.NONE;
        for (Run run : runs) {
            tally = tally.plus(run.outcome(), 1, rules.has(Rule.MACHINE_ENDS));
        }
        return tally;
    }

    /** A crash of a kind that has nothing to do with the kernel does not count, unless the bug is of that kind. */
    private Run counted(Run run) {
        boolean ignored = run.outcome() == Outcome.CRASHED
                && hasOriginal
                && !originalTypes.isEmpty()
                && isIgnored(CrashGroups.typeOf(run))
                && !originalTypes.contains(CrashGroups.typeOf(run));
        return ignored ? run.as(Outcome.IGNORED) : run;
    }

    private boolean isIgnored(String type) {
        return (rules.has(Rule.TOOL_FAILURES_IGNORED) && type.equals(CrashGroups.TOOL_FAILURE))
                || (rules.has(Rule.LOST_CONNECTIONS_IGNORED) && type.equals(CrashGroups.LOST_CONNECTION));
    }

    private Decision decide(Tally tally, List<Event> remarks) {
        if (rules.has(Rule.HALF_ANSWERS)) {
            return decideByHalves(tally, remarks);
        }
        if (2 * tally.machine() > tally.all()) {
            return Decision.unfit("more than 50% of runs failed with an infra error");
        }
        if (tally.bad() > 0) {
            return Decision.of(Verdict.BAD);
        }
        boolean tooFew = (rules.has(Rule.THIRD_ANSWERS) && tally.rest() > tally.all() / 3 * 2)
                || (rules.has(Rule.HALF_GOOD) && 2 * tally.good() <= tally.all())
                || tally.good() == 0;
        return Decision.of(tooFew ? Verdict.SKIP : Verdict.GOOD);
    }

    private Decision decideByHalves(Tally tally, List<Event> remarks) {
        int all = tally.all();
        int goodWanted = flaky ? all * 3 / 4 : all / 2;
        int answersWanted = all / 2;
        int badWanted = rules.has(Rule.SIXTH_CRASHES) ? Math.max(2, (all - tally.machine()) / 6) : 1;
        if (all == 0) {
            return Decision.of(Verdict.SKIP);
        }
        if (tally.bad() == 0 && tally.good() >= goodWanted) {
            return Decision.of(Verdict.GOOD);
        }
        if (tally.bad() >= badWanted && tally.answers() >= answersWanted) {
            return Decision.of(Verdict.BAD);
        }
        if (tally.machine() > tally.rest()) {
            return Decision.unfit("unable to determine the verdict because of infra errors");
        }
        remarks.add(Note.UNDETERMINED.of(tally.good(), goodWanted, answersWanted, tally.answers()));
        return Decision.of(Verdict.SKIP);
    }

    private record Decision(Verdict verdict, Optional<String> unfit) {
        static Decision of(Verdict verdict) {
            return new Decision(verdict, Optional.empty());
        }

        static Decision unfit(String why) {
            return new Decision(Verdict.SKIP, Optional.of(why));
        }
    }

    private void markFlaky(Judgement test, List<Event> remarks) {
        int bad = test.count(Outcome.CRASHED);
        boolean rarer = bad > 0 && bad < test.count(Outcome.OK);
        boolean bySeldomCrashes = rules.has(Rule.FLAKY_IF_RARER) && rarer;
        if (bySeldomCrashes && !flaky) {
            remarks.add(Note.SEEMS_FLAKY.of());
        }
        boolean byBadVerdict = rules.has(Rule.FLAKY_IF_BAD_AND_RARER) && test.verdict() == Verdict.BAD && rarer;
        flaky |= bySeldomCrashes || byBadVerdict;
    }

    private double falseNegativeChance(int goodRuns) {
        return Math.pow(1 - chance, goodRuns);
    }
}
