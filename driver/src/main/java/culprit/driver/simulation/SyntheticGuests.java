package culprit.driver.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/** Builds and runs commits of a synthetic history, and counts what that costs. Of one trial. */
final class SyntheticGuests {
    /** How a run ends. */
    enum End {
        /** The kernel stayed alive. */
        CLEAN,
        /** It crashed as the bug does. */
        CRASHED,
        /** It crashed in another way. */
        OTHER
    }

    private final SyntheticHistory history;
    private final Workload workload;
    private final SplittableRandom random;
    private final BitSet built = new BitSet();
    private int builds;
    private int runs;
    private int waves;

    SyntheticGuests(SyntheticHistory history, Workload workload, SplittableRandom random) {
        this.history = history;
        this.workload = workload;
        this.random = random;
    }

    /** Builds a commit unless there is a kernel of it; says whether there is one then. */
    boolean build(int commit) {
        if (built.get(commit)) {
            return true;
        }
        builds++;
        built.set(commit, !history.isUntestable(commit));
        return built.get(commit);
    }

    /**
     * Runs a built commit.
     *
     * @param wanted how many runs, if none ends the batch
     * @param ends whether the batch ends when the guests that are at work have shown the bug
     */
    List<End> run(int commit, int wanted, boolean ends) {
        double crashRate = history.crashRate(commit);
        List<End> results = new ArrayList<>();
        while (results.size() < wanted && !(ends && results.contains(End.CRASHED))) {
            waves++;
            for (int guest = 0; guest < workload.guests() && results.size() < wanted; guest++) {
                runs++;
                results.add(once(crashRate));
            }
        }
        return results;
    }

    private End once(double crashRate) {
        boolean crashed = random.nextDouble() < crashRate;
        if (random.nextDouble() < workload.otherCrashRate()) {
            return End.OTHER;
        }
        return crashed ? End.CRASHED : End.CLEAN;
    }

    int builds() {
        return builds;
    }

    int runs() {
        return runs;
    }

    double hours() {
        return (builds * (double) workload.build().toMillis()
                        + waves * (double) workload.run().toMillis())
                / 3_600_000;
    }
}
