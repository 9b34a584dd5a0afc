package culprit.driver.simulation;

import culprit.driver.belief.CrashRate;
import culprit.driver.belief.Observed;
import culprit.driver.belief.Settings;
import culprit.driver.belief.Step;
import culprit.driver.belief.Strategy;
import culprit.driver.simulation.SyntheticGuests.End;
import java.util.Collections;
import java.util.List;

/** The policy of Culprit itself: the posterior decides. */
final class BeliefPolicy implements SimulatedPolicy {
    /** Runs after which a bad commit that never crashed is given up. */
    private static final int TRIES = 500;

    private final Settings settings;

    BeliefPolicy(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Answer bisect(SyntheticHistory history, SyntheticGuests guests) {
        int bad = history.ancestry().bad();
        guests.build(bad);
        Observed reproduced = answers(guests.run(bad, TRIES, true));
        if (reproduced.crashed() == 0) {
            return Answer.NONE;
        }
        Strategy strategy = new Strategy(history.ancestry(), List.of(), CrashRate.unknown(), settings);
        strategy.tested(bad, reproduced);
        Step step = strategy.next();
        for (; step.kind() == Step.Kind.TEST; step = strategy.next()) {
            int commit = step.commit();
            if (guests.build(commit)) {
                strategy.tested(commit, answers(guests.run(commit, step.runs(), true)));
            } else {
                strategy.untestable(commit);
            }
        }
        return new Answer(step.commits(), step.confidence());
    }

    private static Observed answers(List<End> runs) {
        return new Observed(Collections.frequency(runs, End.CLEAN), Collections.frequency(runs, End.CRASHED));
    }
}
