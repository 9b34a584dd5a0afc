package culprit.driver.simulation;

import culprit.driver.simulation.Trial.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Of the commits that were named with a confidence in some interval, how many are right.
 *
 * @param from the lowest confidence, from 0.5
 * @param to the highest one, which belongs to the next interval unless it is 1
 * @param named how many were named, at least 1
 * @param right how many of these are the culprit
 */
public record Calibration(double from, double to, int named, int right) {
    private static final double[] EDGES = {0.5, 0.9, 0.95, 0.96, 0.97, 0.975, 0.98, 0.985, 0.99, 0.995, 1};

    static List<Calibration> of(List<Trial> trials) {
        List<Calibration> all = new ArrayList<>();
        for (int edge = 0; edge + 1 < EDGES.length; edge++) {
            double from = EDGES[edge];
            double to = EDGES[edge + 1];
            List<Trial> inside = trials.stream()
                    .filter(trial -> trial.confidence() >= from && (trial.confidence() < to || to == 1))
                    .toList();
            int right = (int) inside.stream()
                    .filter(trial -> trial.verdict() == Verdict.RIGHT)
                    .count();
            if (!inside.isEmpty()) {
                all.add(new Calibration(from, to, inside.size(), right));
            }
        }
        return all;
    }

    /** That of several workloads together, in the order of confidence. */
    public static List<Calibration> together(Collection<List<Calibration>> each) {
        SortedMap<Double, Calibration> all = new TreeMap<>();
        each.forEach(workload -> workload.forEach(interval -> all.merge(interval.from, interval, Calibration::plus)));
        return List.copyOf(all.values());
    }

    private Calibration plus(Calibration other) {
        return new Calibration(from, to, named + other.named, right + other.right);
    }
}
