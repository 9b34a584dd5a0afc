package culprit.driver.audit;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.replay.Recordings;
import culprit.report.RawText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a log holds, it is audited, and reasons point at lines that show what they say. */
class AuditMutationTest {
    private static final long SEED = 20261121;
    private static final int MUTATIONS = 1500;

    @TempDir
    private Path directory;

    @Test
    void reasonsPointAtTheRunsVerdictsAndSignaturesOfRealLogs() throws Exception {
        for (Path file : Recordings.files("cause")) {
            List<String> lines = lines(file);
            for (Reason reason : Audit.of(file).reasons()) {
                assertThat(reason.lines()).as("%s: %s", file, reason.text()).isNotEmpty();
                for (long line : reason.lines()) {
                    assertThat(lines.get((int) line - 1))
                            .as("%s: %s, line %d", file, reason.text(), line)
                            .matches(shownBy(reason.text()));
                }
            }
        }
    }

    /** How lines begin that can show it. */
    private static String shownBy(String text) {
        if (text.startsWith("unrelated title decided line")) {
            return "(run #[0-9]+: crashed: |all runs: crashed: |# git bisect |testing commit ).*";
        }
        if (text.contains(" crashed at the culprit") || text.contains("original title never shows")) {
            return "(run #[0-9]+|all runs): .*";
        }
        if (text.contains("was taken for the original crash")) {
            return "(run #[0-9]+|all runs): crashed: .*";
        }
        if (text.contains("could not be tested")) {
            return "# git bisect skip .*";
        }
        if (text.contains("are the same")) {
            return "(culprit|parent ) signature:.*";
        }
        return text.contains("which is on the stack") ? " .*[|].*" : "(?s).*";
    }

    @Test
    void noMutilatedLogStopsTheAudit() throws Exception {
        List<Path> logs = new ArrayList<>(Recordings.files("seeds"));
        logs.addAll(Recordings.files("cause"));
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            List<String> lines = lines(logs.get(random.nextInt(logs.size())));
            List<String> others = lines(logs.get(random.nextInt(logs.size())));
            for (int change = random.nextInt(8); change >= 0; change--) {
                mutate(lines, others, random);
            }
            Path file = Files.write(directory.resolve("log.txt"), RawText.bytes(String.join("\n", lines)));
            AuditResult result = Audit.of(file);
            assertThat(result.score()).as("mutation %d", i).isBetween(0.0, 1.0);
            assertThat(result.reasons())
                    .as("mutation %d", i)
                    .allSatisfy(reason -> assertThat(reason.lines())
                            .allSatisfy(line -> assertThat(line).isBetween(1L, lines.size() + 0L)));
        }
    }

    private static void mutate(List<String> lines, List<String> others, Random random) {
        int place = random.nextInt(lines.size());
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(place);
            case 1 -> lines.add(place, lines.get(random.nextInt(lines.size())));
            case 2 -> lines.set(place, others.get(random.nextInt(others.size())));
            case 3 -> lines.subList(place, lines.size()).clear();
            case 4 -> lines.addAll(place, others.subList(0, random.nextInt(others.size())));
            default -> lines.set(place, cut(lines.get(place), random) + "\r\u0000|" + cut(lines.get(place), random));
        }
        if (lines.isEmpty()) {
            lines.add("testing commit " + "a".repeat(40) + " with ");
        }
    }

    private static String cut(String line, Random random) {
        return line.substring(random.nextInt(line.length() + 1));
    }

    private static List<String> lines(Path file) throws IOException {
        return new ArrayList<>(
                Arrays.asList(RawText.of(Files.readAllBytes(file)).split("\n", -1)));
    }
}
