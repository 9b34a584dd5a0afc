package culprit.driver.simulation;

import culprit.driver.simulation.Trial.Verdict;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What many trials of one policy on one workload gave; shares from 0 to 1.
 *
 * @param trials how many
 * @param right share that named the culprit
 * @param wrong share that named another commit
 * @param unsure share that named none
 * @param honestRange share that gave a range with the culprit in it; part of the unsure ones
 * @param meanRuns runs of a trial
 * @param p95Runs runs that one trial in twenty exceeds
 * @param meanBuilds builds of a trial
 * @param hours mean time of a trial
 * @param statedConfidence mean of what was stated where a commit was named; NaN if nothing was
 * @param measuredConfidence share of the named commits that are right; NaN if none was named
 * @param calibration the same by stated confidence; empty if none was stated
 */
public record Figures(
        int trials,
        double right,
        double wrong,
        double unsure,
        double honestRange,
        double meanRuns,
        double p95Runs,
        double meanBuilds,
        double hours,
        double statedConfidence,
        double measuredConfidence,
        List<Calibration> calibration) {
    public Figures {
        calibration = List.copyOf(calibration);
    }

    static Figures of(List<Trial> trials) {
        double right = share(trials, Verdict.RIGHT);
        double wrong = share(trials, Verdict.WRONG);
        return new Figures(
                trials.size(),
                right,
                wrong,
                share(trials, Verdict.UNSURE),
                mean(trials, trial -> trial.honest() ? 1 : 0),
                mean(trials, trial -> trial.cost().runs()),
                ninetyFifth(trials),
                mean(trials, trial -> trial.cost().builds()),
                mean(trials, trial -> trial.cost().hours()),
                trials.stream()
                        .mapToDouble(Trial::confidence)
                        .filter(confidence -> !Double.isNaN(confidence))
                        .average()
                        .orElse(Double.NaN),
                right / (right + wrong),
                Calibration.of(trials));
    }

    private static double share(List<Trial> trials, Verdict verdict) {
        return mean(trials, trial -> trial.verdict() == verdict ? 1 : 0);
    }

    private static double mean(List<Trial> trials, ToDoubleFunction<Trial> value) {
        return trials.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static double ninetyFifth(List<Trial> trials) {
        double[] runs = trials.stream()
                .mapToDouble(trial -> trial.cost().runs())
                .sorted()
                .toArray();
        return runs[(int) Math.ceil(0.95 * runs.length) - 1];
    }
}
