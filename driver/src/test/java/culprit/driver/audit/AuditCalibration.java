package culprit.driver.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Fits the weights of {@link Credence} to the recorded logs. Not part of the suite: run it with {@code mvn test -pl driver
 * -am -Dtest=AuditCalibration -Dsurefire.failIfNoSpecifiedTests=false} and look into
 * {@code driver/target/calibration.txt}.
 */
class AuditCalibration {
    @Test
    void calibrates() throws Exception {
        List<StudiedLogs.Studied> logs = StudiedLogs.all();
        List<String> lines = new ArrayList<>();
        long right = logs.stream().filter(StudiedLogs.Studied::right).count();
        lines.add(logs.size() + " logs, " + right + " right");
        double[] weights = CrossValidation.fit(logs);
        lines.add("bias and weights: " + Arrays.toString(weights));
        double[] scores = logs.stream()
                .mapToDouble(
                        log -> LogisticRegression.chance(weights, log.signs().vector()))
                .toArray();
        lines.add("on the logs themselves: " + CrossValidation.measured(logs, scores));
        lines.add("cross-validated: " + CrossValidation.of(logs));
        for (double below = 0.05; below < 1; below += 0.05) {
            lines.add(share(logs, scores, below));
        }
        for (int i = 0; i < scores.length; i++) {
            lines.add(logs.get(i).file() + " " + logs.get(i).right() + " "
                    + String.format(Locale.ROOT, "%.3f", scores[i]) + " "
                    + logs.get(i).signs());
        }
        Files.write(Path.of("target/calibration.txt"), lines);
    }

    private static String share(List<StudiedLogs.Studied> logs, double[] scores, double below) {
        int count = 0;
        int right = 0;
        for (int i = 0; i < scores.length; i++) {
            count += scores[i] < below ? 1 : 0;
            right += scores[i] < below && logs.get(i).right() ? 1 : 0;
        }
        return String.format(Locale.ROOT, "below %.2f: %d, %d of them right", below, count, right);
    }
}
