package culprit.driver.gitlog;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.gitlog.GitLogFinding.Kind;
import culprit.driver.replay.Recordings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Logs of git bisect that people have sent to mailing lists. */
class RecordedGitLogsTest {
    private static final int FILE = 0;
    private static final int STEPS = 7;

    private static List<Path> logs() throws IOException {
        return Recordings.files("git-bisect");
    }

    /** How many marks the index has counted, where it has. */
    private static Map<String, Integer> steps() throws IOException {
        Map<String, Integer> steps = new HashMap<>();
        for (String line : Files.readAllLines(Recordings.SHARED.resolve("INDEX.tsv"), StandardCharsets.UTF_8)) {
            String[] cells = line.split("\t", -1);
            if (cells[STEPS].matches("[1-9]\\d*")) {
                steps.put(cells[FILE], Integer.valueOf(cells[STEPS]));
            }
        }
        return steps;
    }

    private static GitLogFinding check(byte[] log) throws IOException {
        return GitLogReplay.check(new ByteArrayInputStream(log));
    }

    @Test
    void nearlyAllAreConsistentAndNoneContradictsItself() throws IOException {
        int consistent = 0;
        for (Path log : logs()) {
            GitLogFinding finding = check(Files.readAllBytes(log));
            assertThat(finding.kind()).as("%s: %s", log, finding).isNotEqualTo(Kind.DIVERGES);
            consistent += finding.kind() == Kind.CONSISTENT ? 1 : 0;
        }
        assertThat(consistent).isGreaterThanOrEqualTo(43);
    }

    @Test
    void everyMarkIsCounted() throws IOException {
        List<Path> logs = logs();
        Map<String, Integer> steps = steps();
        int compared = 0;
        for (Path log : logs) {
            Integer expected = steps.get(log.getFileName().toString());
            if (expected != null) {
                assertThat(check(Files.readAllBytes(log)).decisions())
                        .as("%s", log)
                        .isEqualTo(expected);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(30);
    }

    @Test
    void carriageReturnsAndQuotesChangeNothing() throws IOException {
        for (Path log : logs()) {
            String text = Files.readString(log, StandardCharsets.ISO_8859_1);
            String sent = "> " + text.replace("\n", "\r\n> ");
            GitLogFinding finding = check(text.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(check(sent.getBytes(StandardCharsets.ISO_8859_1)))
                    .as("%s", log)
                    .isEqualTo(finding);
        }
    }

    @Test
    void aLogIsReadHoweverItIsDamaged() throws IOException {
        Random random = new Random(20261121);
        for (Path file : logs()) {
            byte[] log = Files.readAllBytes(file);
            for (int i = 0; i < 20; i++) {
                byte[] damaged = Arrays.copyOf(log, 1 + random.nextInt(log.length));
                for (int j = random.nextInt(10); j > 0; j--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                assertThat(check(damaged).decisions()).isGreaterThanOrEqualTo(0);
            }
        }
    }

    @Test
    void aDigitThatIsWrongInACommandIsFound() throws IOException {
        for (Path file : logs()) {
            String log = Files.readString(file, StandardCharsets.ISO_8859_1);
            int mark = log.lastIndexOf("\ngit bisect bad ");
            if (mark < 0 || check(log.getBytes(StandardCharsets.ISO_8859_1)).kind() != Kind.CONSISTENT) {
                continue;
            }
            int digit = mark + "\ngit bisect bad ".length() + 3;
            String wrong = log.substring(0, digit) + (log.charAt(digit) == '0' ? '1' : '0') + log.substring(digit + 1);
            assertThat(check(wrong.getBytes(StandardCharsets.ISO_8859_1)).kind())
                    .as("%s", file)
                    .isEqualTo(Kind.DIVERGES);
        }
    }
}
