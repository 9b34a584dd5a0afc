package culprit.driver.investigation;

import culprit.driver.belief.CrashRate;
import culprit.driver.belief.Observed;
import culprit.driver.belief.Outlook;
import culprit.driver.belief.Settings;
import culprit.driver.belief.Step;
import culprit.driver.belief.Strategy;
import culprit.driver.procedure.InfraException;
import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.git.Lineage;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.Rate;
import culprit.report.Run;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Searches a range by the strategy, which learns of everything that is tested. One range's. */
final class Hunt {
    /** So likely a culprit is tried by its revert, which is part of the proof anyway and tells much at one build. */
    private static final double SUSPECT = 0.8;

    private final History history;
    private final Testing testing;
    private final EventSink events;
    private final Terrain terrain;
    private final Strategy strategy;
    private final Map<Integer, Observed> told = new HashMap<>();
    /** By signature, the first commit with that kernel. */
    private final Map<String, Integer> kernels = new HashMap<>();

    private final Set<Integer> twins = new HashSet<>();
    /** The commits that were taken out of the bad one, or that cannot be. */
    private final Set<Integer> takenOut = new HashSet<>();

    /** What a search needs besides its range. */
    record Means(History history, Testing testing, Rates rates, EventSink events, Aim aim) {}

    Hunt(Means means, Range range, List<String> skips) throws HistoryException {
        this.history = means.history();
        this.testing = means.testing();
        this.events = means.events();
        Lineage lineage = history.lineage(range.bad().id(), range.goodIds());
        this.terrain = new Terrain(lineage);
        Suspects suspects = Suspects.of(testing.firstCrash(), history, lineage, terrain::numberOf);
        suspects.inWords(lineage.size() - lineage.roots().length).ifPresent(testing::say);
        Settings settings =
                Settings.of(means.aim().confidence(), means.aim().guests()).doubting(range.older());
        // The bad commit's runs are told as those of every commit in the range.
        CrashRate before = means.rates().rateWithout(Optional.of(range.bad().id()));
        this.strategy = new Strategy(terrain.ancestry(), suspects.clues(), before, settings);
        for (String skip : skips) {
            terrain.number(skip).ifPresent(strategy::untestable);
        }
        for (Revision revision : testing.all()) {
            account(revision, revision.runs(), true);
        }
        tell();
    }

    /** Tests until the culprit is known, as well as it can be; a suspect is tried by its revert. */
    Step run(Proof proof) throws HistoryException, InfraException, InterruptedException {
        Step step = strategy.next();
        for (; step.kind() == Step.Kind.TEST; step = strategy.next()) {
            Outlook outlook = strategy.outlook();
            if (outlook.probability() >= SUSPECT && !isGood(outlook.likeliest()) && takenOut.add(outlook.likeliest())) {
                takeOut(outlook.likeliest(), proof);
            } else {
                test(step);
            }
        }
        return step;
    }

    private void test(Step step) throws HistoryException, InfraException, InterruptedException {
        Commit commit = history.commit(terrain.id(step.commit()));
        if (testing.of(commit.id()).isEmpty()) {
            announce(commit);
        }
        test(commit, step.runs());
    }

    private void takeOut(int suspect, Proof proof) throws HistoryException, InfraException, InterruptedException {
        Optional<Revision> without = proof.without(history.commit(terrain.id(suspect)));
        if (without.isPresent()) {
            account(without.get(), without.get().runs(), true);
            if (without.get().standing().isAnswer()) {
                strategy.testedWithout(suspect, without.get().observed());
                believe();
            }
        }
    }

    private void announce(Commit commit) {
        int left = strategy.outlook().left();
        int steps = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, left - 1));
        events.accept(new Event.SearchStepped(left, steps, commit.id(), commit.title()));
    }

    /** Tests one commit of the range until it shows the bug, at most so many times. */
    Revision test(Commit commit, int runs) throws HistoryException, InfraException, InterruptedException {
        Optional<Revision> before = testing.of(commit.id());
        Revision revision = testing.untilItShows(commit, runs);
        List<Run> known = before.map(Revision::runs).orElse(List.of());
        account(revision, Testing.without(known, revision.runs()), before.isEmpty());
        int number = number(commit);
        if (!tell()) {
            // Asking once more would not help either.
            strategy.untestable(number);
        }
        testing.say(revision.verdict(strategy.chanceOfBug(number)));
        believe();
        return revision;
    }

    private void account(Revision revision, List<Run> runs, boolean built) {
        if (built && revision.build().succeeded()) {
            strategy.built(revision.build().elapsed());
        }
        runs.forEach(run -> strategy.ran(run.elapsed()));
    }

    /** Tells the strategy what it does not know yet: of new runs, and of old ones that are seen in a new light. */
    private boolean tell() {
        boolean news = false;
        for (Revision revision : testing.all()) {
            OptionalInt number = terrain.number(revision.commit().id());
            if (number.isEmpty()) {
                continue;
            }
            learnKernel(number.getAsInt(), revision.signature());
            Observed before = told.getOrDefault(number.getAsInt(), Observed.NOTHING);
            Observed after = revision.observed();
            if (!revision.standing().isAnswer()) {
                strategy.untestable(number.getAsInt());
            } else if (!after.equals(before)) {
                news = true;
                strategy.tested(
                        number.getAsInt(),
                        new Observed(after.clean() - before.clean(), after.crashed() - before.crashed()));
                told.put(number.getAsInt(), after);
            }
        }
        return news;
    }

    private void believe() {
        Outlook outlook = strategy.outlook();
        CrashRate rate = outlook.crashRate();
        events.accept(new Event.Believed(
                terrain.id(outlook.likeliest()),
                outlook.probability(),
                outlook.left(),
                new Rate(rate.mean(), rate.low(), rate.high())));
    }

    private void learnKernel(int number, String signature) {
        Integer first = signature.isEmpty() ? null : kernels.putIfAbsent(signature, number);
        if (first != null && first != number && twins.add(number)) {
            strategy.sameKernel(first, number);
        }
    }

    /** Tells git what came out; the range has been told. The culprit comes last: git takes the last bad commit for it. */
    void mark(String culprit) {
        List<Revision> inside = testing.all().stream()
                .filter(revision -> isInside(revision.commit().id()))
                .toList();
        inside.stream()
                .filter(revision -> !revision.commit().id().equals(culprit))
                .forEach(this::mark);
        inside.stream()
                .filter(revision -> revision.commit().id().equals(culprit))
                .forEach(this::mark);
    }

    private void mark(Revision revision) {
        events.accept(new Event.CommitMarked(
                revision.standing().verdict(), revision.commit().id()));
    }

    /** Whether it is a commit of the range, but neither the bad nor a good one. */
    private boolean isInside(String commit) {
        OptionalInt number = terrain.number(commit);
        return number.isPresent() && number.getAsInt() != terrain.ancestry().bad() && !isGood(number.getAsInt());
    }

    private int number(Commit commit) {
        return terrain.number(commit.id()).orElseThrow();
    }

    String id(int number) {
        return terrain.id(number);
    }

    private boolean isGood(int number) {
        return terrain.ancestry().isGood(number);
    }

    /** Whether the bug is older than the range: a good commit has it. */
    boolean isOlder(Step step) {
        return step.kind() == Step.Kind.NAMED && isGood(step.commit());
    }

    boolean contains(String commit) {
        return terrain.number(commit).isPresent();
    }
}
