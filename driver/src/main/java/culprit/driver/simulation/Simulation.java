package culprit.driver.simulation;

import culprit.driver.Policy;
import culprit.driver.belief.Settings;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Trials of policies on histories that follow from a seed: policies and crash rates meet the same histories. */
public final class Simulation {
    private final int trials;
    private final long seed;

    /** So many trials each time, at least 1. */
    public Simulation(int trials, long seed) {
        this.trials = trials;
        this.seed = seed;
    }

    /**
     * What a policy achieves on a workload.
     *
     * @param settings of Culprit's own policy
     * @param runs of git's policy at each commit
     */
    public Figures figures(Workload workload, Policy policy, Settings settings, int runs) {
        int each = policy == Policy.GIT ? runs : policy.runs();
        SimulatedPolicy simulated =
                policy.rules(each).<SimulatedPolicy>map(SearchPolicy::new).orElseGet(() -> new BeliefPolicy(settings));
        return Figures.of(trials(workload, simulated));
    }

    List<Trial> trials(Workload workload, SimulatedPolicy policy) {
        // Each trial has a seed of its own: which thread makes it, and when, does not matter.
        return IntStream.range(0, trials)
                .parallel()
                .mapToObj(trial -> trial(workload, policy, trial))
                .toList();
    }

    private Trial trial(Workload workload, SimulatedPolicy policy, int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        SyntheticHistory history = new SyntheticHistory(workload, random.split());
        SyntheticGuests guests = new SyntheticGuests(history, workload, random.split());
        return Trial.of(history, guests, policy.bisect(history, guests));
    }

    /** The runs that no policy can do without, on average: log2 of the commits over the capacity of the Z-channel. */
    public static double floorRuns(Workload workload) {
        double rate = workload.crashRate();
        double capacity = rate == 1 ? 1 : Math.log(1 + rate * Math.pow(1 - rate, (1 - rate) / rate)) / Math.log(2);
        return Math.log(workload.commits()) / Math.log(2) / capacity;
    }
}
