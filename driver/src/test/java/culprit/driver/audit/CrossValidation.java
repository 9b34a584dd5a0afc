package culprit.driver.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** How good the signs are on logs that the weights were not fitted to: folds by place, shuffled several times. */
record CrossValidation(double precision, double worst, double area, double threshold) {
    static final double PENALTY = 1;

    /** The share of the right answers that the threshold keeps. */
    static final double KEPT = 0.89;

    private static final int FOLDS = 10;
    private static final int ROUNDS = 20;

    static CrossValidation of(List<StudiedLogs.Studied> logs) {
        List<CrossValidation> rounds = IntStream.range(0, ROUNDS)
                .mapToObj(seed -> measured(logs, scores(logs, seed)))
                .toList();
        return new CrossValidation(
                rounds.stream()
                        .mapToDouble(CrossValidation::precision)
                        .average()
                        .orElseThrow(),
                rounds.stream().mapToDouble(CrossValidation::precision).min().orElseThrow(),
                rounds.stream().mapToDouble(CrossValidation::area).average().orElseThrow(),
                rounds.stream()
                        .mapToDouble(CrossValidation::threshold)
                        .average()
                        .orElseThrow());
    }

    private static double[] scores(List<StudiedLogs.Studied> logs, int seed) {
        List<Integer> places =
                new ArrayList<>(IntStream.range(0, logs.size()).boxed().toList());
        Collections.shuffle(places, new Random(seed));
        double[] scores = new double[logs.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            List<StudiedLogs.Studied> rest = new ArrayList<>();
            for (int i = 0; i < places.size(); i++) {
                if (i % FOLDS != fold) {
                    rest.add(logs.get(places.get(i)));
                }
            }
            double[] weights = fit(rest);
            for (int i = fold; i < places.size(); i += FOLDS) {
                scores[places.get(i)] = LogisticRegression.chance(
                        weights, logs.get(places.get(i)).signs().vector());
            }
        }
        return scores;
    }

    static double[] fit(List<StudiedLogs.Studied> logs) {
        return new LogisticRegression(PENALTY)
                .fit(
                        logs.stream().map(log -> log.signs().vector()).toList(),
                        logs.stream().map(StudiedLogs.Studied::right).toList());
    }

    /** Precision at the threshold that keeps the share of right answers, and the area under the curve. */
    static CrossValidation measured(List<StudiedLogs.Studied> logs, double[] scores) {
        List<Double> right = IntStream.range(0, scores.length)
                .filter(i -> logs.get(i).right())
                .mapToObj(i -> scores[i])
                .sorted(Comparator.reverseOrder())
                .toList();
        double threshold = right.get((int) Math.ceil(KEPT * right.size()) - 1);
        long kept = IntStream.range(0, scores.length)
                .filter(i -> scores[i] >= threshold)
                .count();
        long truly = right.stream().filter(score -> score >= threshold).count();
        double above = 0;
        for (int i = 0; i < scores.length; i++) {
            if (!logs.get(i).right()) {
                for (double score : right) {
                    above += score > scores[i] ? 1 : score == scores[i] ? 0.5 : 0;
                }
            }
        }
        double precision = truly / (double) kept;
        double area = above / right.size() / (scores.length - right.size());
        return new CrossValidation(precision, precision, area, threshold);
    }
}
