package culprit.driver.replay;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.replay.ReplayResult.Kind;
import culprit.report.RawText;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replays of logs that {@code culprit bisect} wrote about the history of the demo: one that looked for a good release,
 * one that was told a good commit, one of a commit that does not crash.
 */
class OwnLogsTest {
    private static final String RELEASES = "releases.log";

    @TempDir
    private Path directory;

    private Path log(String name) throws Exception {
        return Path.of(Objects.requireNonNull(OwnLogsTest.class.getResource(name), name)
                .toURI());
    }

    @ParameterizedTest
    @ValueSource(strings = {RELEASES, "known-good.log", "not-reproduced.log"})
    void comeOutIdentical(String name) throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ReplayResult result = new Replay(Optional.empty(), Optional.empty(), Optional.empty()).of(log(name), written);
        assertThat(result.kind()).as(result.toString()).isEqualTo(Kind.IDENTICAL);
        assertThat(result.complete()).isTrue();
        assertThat(result.rules()).isEqualTo("syzbot-2020");
        assertThat(written.toByteArray()).isEqualTo(Files.readAllBytes(log(name)));
    }

    @Test
    void comeOutIdenticalAlsoIfTestsEndedBeforeSomeOfTheirRuns() throws Exception {
        List<String> lines = Recordings.lines(log(RELEASES));
        int first = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("all runs: crashed: "))
                .findFirst()
                .orElseThrow());
        String crashed = lines.get(first).replace("all runs", "run #4");
        lines.set(first, "run #1: OK");
        lines.add(first + 1, crashed);
        ReplayResult result = Recordings.replay(lines, directory);
        assertThat(result.kind()).as(result.toString()).isEqualTo(Kind.IDENTICAL);
    }

    @Test
    void everyVerdictDependsOnTheOutcomes() throws Exception {
        List<String> lines = Recordings.lines(log(RELEASES));
        int flips = 0;
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).startsWith("all runs: ")) {
                List<String> tampered = Recordings.lines(log(RELEASES));
                boolean crashes = lines.get(line).contains("crashed");
                tampered.set(line, "all runs: " + (crashes ? "OK" : "crashed: WARNING in mutation"));
                ReplayResult result = Recordings.replay(tampered, directory);
                assertThat(result.kind()).as(lines.get(line)).isEqualTo(Kind.DIVERGES);
                assertThat(result.line()).as(lines.get(line)).isEqualTo(line + 2);
                flips++;
            }
        }
        assertThat(flips).isEqualTo(8);
    }

    @Test
    void breakOffAnywhereWithoutADifference() throws Exception {
        String whole = RawText.of(Files.readAllBytes(log(RELEASES)));
        for (int end = "bisecting cause commit starting from ".length() + 41; end < whole.length(); end += 7) {
            Path part = Files.write(directory.resolve("part.log"), RawText.bytes(whole.substring(0, end)));
            ReplayResult result = Recordings.replay(part);
            assertThat(result.kind()).as("%d bytes: %s", end, result).isEqualTo(Kind.IDENTICAL);
        }
    }
}
