package culprit.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.Terminal;
import culprit.report.terminal.Progress.Mode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code culprit replay} prints, writes and returns. */
class ReplayCommandTest {
    private static final String BAD = "b".repeat(40);
    private static final String GOOD = "a".repeat(40);
    private static final String LOG = "bisecting cause commit starting from " + BAD + "\n"
            + "building syzkaller on " + "c".repeat(40) + "\n"
            + "testing commit " + BAD + " with gcc (GCC) 8.1.0\n"
            + "kernel signature: " + "1".repeat(64) + "\n"
            + "run #0: crashed: WARNING in f\n"
            + "run #1: OK\n"
            + "testing release v5.1\n"
            + "testing commit " + GOOD + " with gcc (GCC) 8.1.0\n"
            + "kernel signature: " + "2".repeat(64) + "\n"
            + "all runs: crashed: WARNING in f\n"
            + "revisions tested: 2, total time: 2h0m0s (build: 1h0m0s, test: 1h0m0s)\n"
            + "the crash already happened on the oldest tested release\n"
            + "commit msg: Linux 5.1\n"
            + "crash: WARNING in f\n"
            + "WARNING: CPU: 0\n\n";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path identical = Path.of("/unset");
    private Path diverging = Path.of("/unset");

    @BeforeEach
    void logs() throws IOException {
        identical = Files.writeString(directory.resolve("identical.txt"), LOG);
        diverging = Files.writeString(
                directory.resolve("diverging.txt"), LOG.replace("all runs: crashed: WARNING in f", "all runs: OK"));
    }

    private int replay(Object... arguments) {
        out.reset();
        Terminal terminal = new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), Mode.PLAIN, 0);
        String[] all = new String[arguments.length + 1];
        all[0] = "replay";
        for (int i = 0; i < arguments.length; i++) {
            all[i + 1] = arguments[i].toString();
        }
        return Culprit.commandLine(terminal).execute(all);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8).replace(directory.toString(), "DIR");
    }

    @Test
    void aLogOfWeighedEvidenceIsNotReplayed() throws IOException {
        Path own = Files.writeString(
                directory.resolve("own.txt"), LOG.replace("testing release", "culprit: evidence\ntesting release"));
        assertThat(replay(own)).isEqualTo(2);
        assertThat(printed()).startsWith("DIR/own.txt: unreadable at line 1: it was written under the policy culprit");
    }

    @Test
    void anIdenticalLogIsSaidToBe() {
        assertThat(replay(identical)).isEqualTo(0);
        assertThat(printed()).isEqualTo("""
                        DIR/identical.txt: identical
                        1 identical, 0 diverge, 0 unreadable; 2 of 2 verdicts equal
                        """);
    }

    @Test
    void aDivergenceIsShownWithItsLineAndBothWords() {
        assertThat(replay(identical, diverging)).isEqualTo(4);
        assertThat(printed())
                .contains("DIR/diverging.txt: diverges at line 11: recorded \"revisions tested: 2, ")
                .contains(" / ours \"# git bisect start " + BAD + " " + GOOD + "\"")
                .endsWith("1 identical, 1 diverge, 0 unreadable; 3 of 4 verdicts equal\n");
    }

    @Test
    void whatCannotBeReadIsSaidWithItsLineAndTheOthersAreReplayed() throws IOException {
        Path strange =
                Files.writeString(directory.resolve("strange.txt"), LOG.replace("run #1: OK", "run #1: \u001b[2J"));
        assertThat(replay(strange, directory.resolve("none.txt"), identical)).isEqualTo(2);
        assertThat(printed())
                .contains("DIR/strange.txt: unreadable at line 6: ")
                .contains("DIR/none.txt: unreadable: ")
                .contains("DIR/identical.txt: identical\n");
    }

    @Test
    void jsonHasOneObjectPerLog() {
        assertThat(replay("--json", identical, diverging)).isEqualTo(4);
        String[] lines = printed().split("\n", -1);
        JsonNode first = new JsonMapper().readTree(lines[0]);
        assertThat(first.get("result").asString()).isEqualTo("identical");
        assertThat(first.get("line").asInt()).isEqualTo(16);
        assertThat(first.get("decisions").asInt()).isEqualTo(3);
        JsonNode second = new JsonMapper().readTree(lines[1]);
        assertThat(second.get("result").asString()).isEqualTo("diverges");
        assertThat(second.get("verdictsEqual").asInt()).isEqualTo(1);
        assertThat(second.get("divergences").get(0).get("line").asInt()).isEqualTo(11);
        assertThat(second.get("divergences").get(1).get("kind").asString()).isEqualTo("verdict");
        assertThat(lines).hasSize(3);
    }

    @Test
    void aLogOfGitIsCheckedForContradictions() throws IOException {
        String form = "git bisect start\n# bad: [" + BAD + "] broken\ngit bisect bad " + BAD + "\n# good: [" + GOOD
                + "] fine\ngit bisect good ";
        Path consistent = Files.writeString(directory.resolve("git.txt"), form + GOOD + "\n");
        Path contradicting = Files.writeString(directory.resolve("contradicting.txt"), form + BAD + "\n");
        assertThat(replay(consistent)).isEqualTo(0);
        assertThat(printed()).contains("DIR/git.txt: identical; a log of git bisect that agrees with itself\n");
        assertThat(replay(contradicting)).isEqualTo(4);
        assertThat(printed()).contains("DIR/contradicting.txt: diverges at line 4: ");
    }

    @Test
    void ourLogsAreWrittenUnderTheSameNames() throws IOException {
        Path ours = directory.resolve("ours");
        assertThat(replay("--write", ours, identical)).isEqualTo(0);
        assertThat(ours.resolve("identical.txt")).hasContent(LOG);
    }

    @Test
    void ourLogTakesStandardOutputForItself() {
        assertThat(replay("--write", "-", identical)).isEqualTo(0);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(LOG);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("identical.txt: identical");
    }

    @Test
    void logsOfOneNameDoNotReplaceEachOther() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other")).resolve("identical.txt");
        Files.copy(identical, other);
        assertThat(replay("--write", directory.resolve("ours"), identical, other))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("two logs are called identical.txt");
    }

    @Test
    void aRecordedLogIsNeverOverwritten() {
        assertThat(replay("--write", directory, identical)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("would overwrite");
        assertThat(identical).hasContent(LOG);
    }

    @Test
    void anotherEraIsAnotherForm() throws IOException {
        Path ours = directory.resolve("ours");
        assertThat(replay("--era", "2021-08", "--rules", "2020-07-20", "--write", ours, identical))
                .isEqualTo(4);
        assertThat(ours.resolve("identical.txt")).content().contains("compiler: gcc (GCC) 8.1.0\n");
    }

    @Test
    void otherRulesTellWhatTheyWouldHaveConcluded() {
        assertThat(replay("--rules", "today", identical)).isEqualTo(4);
        assertThat(printed()).contains("; error: the crash wasn't reproduced on the original commit");
    }

    @Test
    void anEraThatIsNoDayIsRefused() {
        assertThat(replay("--era", "soon", identical)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("soon").contains("2020-03-01");
    }
}
