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

/** What {@code culprit audit} prints and returns. */
class AuditCommandTest {
    private static final String BAD = "b".repeat(40);
    private static final String LOG = "bisecting cause commit starting from " + BAD + "\n"
            + "building syzkaller on " + "c".repeat(40) + "\n"
            + "testing commit " + BAD + " with gcc (GCC) 8.1.0\n"
            + "kernel signature: " + "1".repeat(64) + "\n"
            + "run #0: crashed: WARNING in f\n"
            + "run #1: OK\n"
            + "testing release v5.1\n"
            + "testing commit " + "a".repeat(40) + " with gcc (GCC) 8.1.0\n"
            + "kernel signature: " + "2".repeat(64) + "\n"
            + "all runs: crashed: WARNING in g\u001b[2J\n"
            + "revisions tested: 2, total time: 2h0m0s (build: 1h0m0s, test: 1h0m0s)\n"
            + "the crash already happened on the oldest tested release\n"
            + "commit msg: Linux 5.1\n"
            + "crash: WARNING in g\n"
            + "WARNING: CPU: 0\n\n";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Path log = Path.of("/unset");
    private Path noLog = Path.of("/unset");

    @BeforeEach
    void logs() throws IOException {
        log = Files.writeString(directory.resolve("log.txt"), LOG);
        noLog = Files.writeString(directory.resolve("letter.txt"), "Dear maintainer,\n");
    }

    private int audit(Object... arguments) {
        out.reset();
        PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        String[] all = new String[arguments.length + 1];
        all[0] = "audit";
        for (int i = 0; i < arguments.length; i++) {
            all[i + 1] = arguments[i].toString();
        }
        return Culprit.commandLine(new Terminal(out, err, Mode.PLAIN, 0)).execute(all);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8).replace(directory.toString(), "DIR");
    }

    @Test
    void peopleGetAReasonALineMadeHarmless() {
        assertThat(audit(log)).isEqualTo(0);
        assertThat(printed())
                .startsWith("DIR/log.txt: no answer\n")
                .contains("  - no commit is named: the oldest release that was tested crashes (line 12)\n")
                .contains("  - unrelated title decided line 8 (release v5.1): all runs crashed, with \"WARNING in g")
                .doesNotContain("\u001b")
                .endsWith("  test again first: " + "a".repeat(40) + "\n");
    }

    @Test
    void programsGetOneObjectPerLog() {
        assertThat(audit("--json", log, log)).isEqualTo(0);
        String[] lines = printed().split("\n", -1);
        assertThat(lines).hasSize(3);
        JsonNode json = new JsonMapper().readTree(lines[0]);
        assertThat(json.get("file").asString()).isEqualTo("DIR/log.txt");
        assertThat(json.get("score").asDouble()).isZero();
        assertThat(json.get("verdict").asString()).isEqualTo("no answer");
        assertThat(json.get("reasons").get(0).get("text").asString()).startsWith("no commit is named");
        assertThat(json.get("reasons").get(0).get("lines").get(0).asInt()).isEqualTo(12);
        assertThat(json.get("retest").asString()).isEqualTo("a".repeat(40));
        assertThat(json.has("error")).isFalse();
    }

    @Test
    void aFileThatIsNoLogIsSaidToBeNoneAndTheOthersAreAudited() {
        assertThat(audit(noLog, directory.resolve("none"), log)).isEqualTo(2);
        assertThat(printed())
                .startsWith("DIR/letter.txt: unreadable: no log of a bisection by syzbot or Culprit\n")
                .contains("DIR/none: unreadable: cannot read it: ")
                .contains("DIR/log.txt: no answer\n");
        assertThat(audit("--json", noLog)).isEqualTo(2);
        JsonNode json = new JsonMapper().readTree(printed());
        assertThat(json.get("verdict").asString()).isEqualTo("unreadable");
        assertThat(json.get("error").asString()).startsWith("no log");
        assertThat(json.get("retest").isNull()).isTrue();
    }

    @Test
    void aLogThatSaysItselfHowSureItIsIsNotAudited() throws Exception {
        Path own = Files.writeString(
                directory.resolve("own.txt"),
                "bisecting cause commit starting from " + "b".repeat(40) + "\nculprit: evidence is weighed\n");
        assertThat(audit(own)).isEqualTo(2);
        assertThat(printed())
                .startsWith(
                        "DIR/own.txt: unreadable: written under the policy culprit, which says itself how sure it is\n");
    }
}
