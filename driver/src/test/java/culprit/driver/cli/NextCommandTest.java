package culprit.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.Terminal;
import culprit.git.NativeGit;
import culprit.report.terminal.Progress.Mode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code culprit next} prints and returns. */
class NextCommandTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String input = "";
    private List<String> line = List.of();

    /** Commits 0 to 7 on a line, and "side" off commit 2. */
    @BeforeEach
    void history() throws IOException {
        NativeGit git = NativeGit.init(directory);
        for (int i = 0; i < 8; i++) {
            git.run("commit", "--allow-empty", "-m", "[PATCH] commit " + i);
        }
        line = git.run("rev-list", "--reverse", "main").lines().toList();
        git.run("checkout", "-q", "-b", "side", line.get(2));
        git.run("commit", "--allow-empty", "-m", "side");
    }

    private int next(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), Mode.PLAIN, 0);
        List<String> all = new ArrayList<>(List.of("next", "--repo", directory.toString()));
        all.addAll(List.of(arguments));
        return Culprit.commandLine(terminal, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))
                .execute(all.toArray(String[]::new));
    }

    private String printed() {
        return named(out.toString(StandardCharsets.UTF_8));
    }

    private String errors() {
        return named(err.toString(StandardCharsets.UTF_8));
    }

    /** The ids as the numbers of the commits. */
    private String named(String text) {
        String named = text;
        for (int i = 0; i < line.size(); i++) {
            named = named.replace(line.get(i), "#" + i);
        }
        return named;
    }

    @Test
    void theMidpointIsNamedInGitsWords() {
        assertThat(next("--bad", "main", "--good", "main~7")).isEqualTo(0);
        assertThat(printed()).isEqualTo("""
                        Bisecting: 3 revisions left to test after this (roughly 2 steps)
                        [#3] commit 3
                        """);
        assertThat(errors()).isEmpty();
    }

    @Test
    void titlesKeepTheirPatchPrefixAtTheLevelsThatDo() {
        assertThat(next("--bad", "main", "--good", "main~7", "--level", "2.21")).isEqualTo(0);
        assertThat(printed()).contains("[#3] commit 3\n");
        assertThat(next("--bad", "main", "--good", "main~7", "--level", "2.39.5"))
                .isEqualTo(0);
        assertThat(printed()).contains("[#3] [PATCH] commit 3\n");
    }

    @Test
    void theCulpritIsNamedWithItsTerm() {
        assertThat(next("--bad", "main", "--good", "main~1")).isEqualTo(0);
        assertThat(printed()).startsWith("#7 is the first bad commit\n");
        assertThat(next("--bad", "main", "--good", "main~1", "--term-new", "broken", "--term-old", "fine"))
                .isEqualTo(0);
        assertThat(printed()).startsWith("#7 is the first broken commit\n");
        assertThat(next("--bad", "main", "--good", "main~1", "--level", "2.55")).isEqualTo(0);
        assertThat(printed()).startsWith("#7 is the first 'bad' commit\n");
    }

    @Test
    void skippedCommitsThatAreLeftAreListedWithAnExitCodeOfTheirOwn() {
        assertThat(next("--bad", "main", "--good", "main~3", "--skip", "main~1", "main~2"))
                .isEqualTo(2);
        assertThat(printed())
                .startsWith("There are only 'skip'ped commits left to test.\nThe first bad commit could be any of:\n#")
                .contains("#5\n", "#6\n")
                .endsWith("#7\nWe cannot bisect more!\n");
    }

    @Test
    void aMergeBaseIsTestedFirstAndEndsTheSearchIfItIsBad() {
        assertThat(next("--bad", "main", "--good", "side")).isEqualTo(0);
        assertThat(printed()).isEqualTo("Bisecting: a merge base must be tested\n[#2] commit 2\n");
        assertThat(next("--bad", line.get(2), "--good", "side", "--expected", line.get(2)))
                .isEqualTo(3);
        assertThat(printed()).isEmpty();
        assertThat(errors())
                .startsWith("The merge base #2 is bad.\nThis means the bug has been fixed between #2 and [");
    }

    @Test
    void mistakenGoodAndBadCommitsAreAnError() {
        assertThat(next("--bad", "main~4", "--good", "main")).isEqualTo(1);
        assertThat(errors()).startsWith("Some good revs are not ancestors of the bad rev.\n");
        assertThat(next("--bad", "main~4", "--good", "main", "--level", "2.55")).isEqualTo(1);
        assertThat(errors()).startsWith("Some 'good' revs are not ancestors of the 'bad' rev.\n");
        assertThat(next("--bad", "main", "--good", "main")).isEqualTo(1);
        assertThat(printed()).isEqualTo("#7 was both good and bad\n");
    }

    @Test
    void withoutAGoodCommitEverythingIsSearched() {
        assertThat(next("--bad", "main")).isEqualTo(0);
        assertThat(printed()).startsWith("Bisecting: 3 revisions left");
        assertThat(errors()).isEqualTo("warning: bisecting only with a bad commit\n");
    }

    @Test
    void withoutACommitThatChangesThePathsThereIsAnExitCodeOfItsOwn() {
        assertThat(next("--bad", "main", "--good", "main~7", "--", "net")).isEqualTo(4);
        assertThat(printed()).isEmpty();
        assertThat(errors()).isEqualTo("No testable commit found.\nMaybe you started with bad path parameters?\n");
        assertThat(next("--bad", "main", "--good", "main~7", "--", ":(attr:x)net"))
                .isEqualTo(128);
        assertThat(errors()).contains(":(attr:x)net");
        input = "{\"bad\":\"main\",\"good\":[\"main~7\"],\"paths\":[\"net\"]}\n";
        assertThat(next("--batch")).isEqualTo(0);
        assertThat(answers().get(0).path("exit").asInt()).isEqualTo(4);
    }

    @Test
    void mistakesHaveExitCodesThatGitsAnswersDoNotHave() {
        assertThat(next("--good", "main")).isEqualTo(129);
        assertThat(errors()).contains("--bad");
        assertThat(next("--bad", "main", "--no-such-option")).isEqualTo(129);
        assertThat(next("--bad", "main", "--level", "new")).isEqualTo(129);
        assertThat(errors()).contains("\"new\" is no version of git");
        assertThat(next("--bad", "main", "--term-old", "same", "--term-new", "same"))
                .isEqualTo(129);
        assertThat(next("--bad", "no-such")).isEqualTo(128);
        assertThat(errors()).contains("unknown revision \"no-such\"");
        assertThat(next("--batch", "--bad", "main")).isEqualTo(129);
    }

    @Test
    void aBatchIsAnsweredLineByLine() {
        input = """
                {"bad":"main","good":["main~7"]}
                {"bad":"main","good":["main~1"],"skip":[]}
                """;
        assertThat(next("--batch")).isEqualTo(0);
        List<JsonNode> answers = answers();
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0).path("next").asString()).isEqualTo(line.get(3));
        assertThat(answers.get(0).path("left").asInt()).isEqualTo(3);
        assertThat(answers.get(0).path("steps").asInt()).isEqualTo(2);
        assertThat(named(answers.get(0).path("text").asString()))
                .startsWith("Bisecting: 3 revisions left")
                .endsWith("[#3] commit 3\n");
        assertThat(answers.get(1).path("next").isNull()).isTrue();
        assertThat(named(answers.get(1).path("text").asString())).startsWith("#7 is the first bad commit\n");
    }

    @Test
    void aBadLineOfABatchIsAnsweredWithItsErrorAndToldAtTheEnd() {
        input = """
                {"bad":"no-such"}

                []
                {"good":[]}
                {"bad":1}
                {"bad":"main","good":"main~1"}
                {"bad":"main","goods":[]}
                {"bad":"main","skip":[1]}
                {"bad":"main","checked":1}
                {"bad"
                {"bad":"main"}
                """;
        assertThat(next("--batch")).isEqualTo(128);
        List<JsonNode> answers = answers();
        assertThat(answers).hasSize(11);
        for (int i = 0; i < 10; i++) {
            assertThat(answers.get(i).path("error").asString()).startsWith("line " + (i + 1) + ": ");
        }
        assertThat(answers.get(0).path("error").asString()).contains("no-such");
        assertThat(answers.get(10).path("next").asString()).isEqualTo(line.get(3));
    }

    @Test
    void noRevisionHoweverOddEndsABatch() {
        List<String> odd = List.of(
                "",
                " ",
                "^",
                "~",
                "@",
                "@{",
                "@{-9}",
                "@{99999999999}",
                "main@{x}",
                "main^{",
                "main^{tree}",
                "main^99999999999",
                "main~99999999999",
                "main~99",
                "main..side",
                "^main",
                ":",
                ":/x",
                "main:",
                "-",
                "--all",
                "refs/heads",
                "..",
                "a b",
                "*",
                "main\\u0000",
                "\\ud800",
                "0".repeat(40),
                "f".repeat(41),
                "0000",
                "main^{/[}",
                "v1-1-gzzzz",
                "HEAD@{1 year ago}");
        StringBuilder lines = new StringBuilder();
        odd.forEach(revision -> lines.append("{\"bad\":\"").append(revision).append("\"}\n"));
        input = lines.toString();
        next("--batch");
        assertThat(errors()).isEmpty();
        assertThat(answers()).hasSameSizeAs(odd);
    }

    private List<JsonNode> answers() {
        JsonMapper mapper = new JsonMapper();
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(mapper::readTree)
                .toList();
    }
}
