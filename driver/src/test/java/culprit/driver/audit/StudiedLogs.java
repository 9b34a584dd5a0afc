package culprit.driver.audit;

import culprit.driver.replay.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The recorded bisections that name a commit, of which a study knows whether it is the right one. */
final class StudiedLogs {
    private StudiedLogs() {}

    /** The signs of a log, and whether the commit it names is right. */
    record Studied(String file, Signs signs, boolean right) {}

    /** Those in the index of the recorded logs; skips the test if there are none here. */
    static List<Studied> all() throws IOException {
        Path index = Recordings.SHARED.resolve("INDEX.tsv");
        Assumptions.assumeTrue(Files.exists(index), "no index of recorded logs in " + index + " here");
        List<String> rows = Files.readAllLines(index, StandardCharsets.UTF_8);
        List<String> columns = Arrays.asList(rows.get(0).split("\t", -1));
        List<Studied> studied = new ArrayList<>();
        for (String row : rows.subList(1, rows.size())) {
            List<String> values = Arrays.asList(row.split("\t", -1));
            String verdict = values.get(columns.indexOf("study_verdict"));
            if (!verdict.isEmpty() && values.get(columns.indexOf("outcome")).equals("first-bad")) {
                String file = values.get(0);
                studied.add(new Studied(
                        file, signs(Recordings.SHARED.resolve("cause").resolve(file)), verdict.equals("right")));
            }
        }
        return studied;
    }

    private static Signs signs(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            AuditedLog log = AuditedLog.read(in);
            return Signs.of(log, log.target());
        }
    }
}
