package culprit.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.Terminal;
import culprit.driver.journal.Journal;
import culprit.report.Bytes;
import culprit.report.Conclusion;
import culprit.report.Event;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.Totals;
import culprit.report.Verdict;
import culprit.report.terminal.Progress.Mode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code culprit status} and {@code culprit retest} on work directories as bisections leave them. */
class StatusCommandTest {
    private static final Instant START = Instant.parse("2022-10-01T12:00:00Z");
    private static final String BAD = "bad0" + "0".repeat(36);
    private static final String RELEASE = "badc" + "1".repeat(36);
    private static final String STEP = "57e9" + "2".repeat(36);

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void bisection() throws Exception {
        Files.createFile(directory.resolve("lock"));
        Files.write(directory.resolve("inputs.txt"), List.of("bad " + BAD, "runs 3", "run-limit 60s"));
    }

    private int culprit(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), Mode.PLAIN, 0);
        return Culprit.commandLine(terminal).execute(arguments);
    }

    private int status(String... more) {
        String[] arguments = new String[more.length + 3];
        System.arraycopy(more, 0, arguments, 3, more.length);
        arguments[0] = "status";
        arguments[1] = "-C";
        arguments[2] = directory.toString();
        return culprit(arguments);
    }

    private int retest(String revision) {
        return culprit("retest", revision, "-C", directory.toString());
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void journal(List<Event> events) throws Exception {
        try (Journal journal = Journal.open(directory.resolve("events.jsonl"))) {
            events.forEach(journal::accept);
        }
    }

    private static Event.TestStarted started(String commit, String title) {
        return new Event.TestStarted(START, commit, title, "gcc (GCC) 12.2.0");
    }

    private static Event.KernelBuilt built(String commit) {
        return new Event.KernelBuilt(commit, "f".repeat(64), Duration.ofMinutes(1));
    }

    private static Event.RunFinished finished(String commit, int number, Outcome outcome) {
        String title = outcome == Outcome.CRASHED ? "WARNING in f" : "";
        Run run = new Run(number, outcome, title, Bytes.NONE, Path.of("c"), Duration.ofSeconds(9));
        return new Event.RunFinished(START, commit, run);
    }

    private static List<Event> tested(String commit, String title, Outcome outcome, Verdict verdict) {
        Event.RunFinished run = finished(commit, 0, outcome);
        return List.of(
                started(commit, title),
                built(commit),
                run,
                new Event.TestJudged(START, commit, verdict, List.of(run.run()), Duration.ofSeconds(9)));
    }

    private static List<Event> story(List<Event> more) {
        List<Event> story = new ArrayList<>();
        story.add(new Event.BisectionStarted(START, BAD, "the \u00c3\u00bcmlaut"));
        story.addAll(tested(BAD, "the \u00c3\u00bcmlaut", Outcome.CRASHED, Verdict.BAD));
        story.add(new Event.ReleaseTesting("v6.1"));
        story.addAll(tested(RELEASE, "Linux 6.1", Outcome.OK, Verdict.GOOD));
        story.add(new Event.SearchStepped(7, 3, STEP, "the step"));
        story.addAll(more);
        return story;
    }

    private static List<Event> running() {
        return story(List.of(
                started(STEP, "the step"),
                built(STEP),
                finished(STEP, 1, Outcome.CRASHED),
                finished(STEP, 0, Outcome.OK)));
    }

    private static List<Event> ended() {
        return story(List.of(new Event.BisectionFinished(
                Conclusion.culprit(STEP, "the step", Optional.empty()),
                new Totals(3, Duration.ofHours(1), Duration.ofMinutes(40), Duration.ofMinutes(20)))));
    }

    @Test
    void tellsWhatWasTestedWhatIsTestedAndWhatIsLeft() throws Exception {
        journal(running());
        assertThat(status()).isZero();
        assertThat(output().lines())
                .startsWith(
                        directory + ": interrupted; culprit bisect, called as before, continues",
                        "the cause of the crash on bad000000000 the \u00fcmlaut")
                .contains(
                        "2 revisions tested:",
                        "  bad bad000000000 the \u00fcmlaut: 1 of 1 run crashed (WARNING in f)",
                        "  good badc11111111 Linux 6.1: 1 of 1 run OK",
                        "testing 57e922222222 the step: 2 of 3 runs done, 1 crashed",
                        "7 revisions left to test after 57e922222222, roughly 3 steps");
        assertThat(output()).contains("begun 2022-10-01T12:00:00Z, ");
    }

    @Test
    void tellsSinceWhenAKernelIsBuilt() throws Exception {
        journal(story(List.of(started(STEP, "the step"))));
        status();
        assertThat(output()).contains("building 57e922222222 the step, begun ");
    }

    @Test
    void tellsHowItEnded() throws Exception {
        journal(ended());
        assertThat(status()).isZero();
        assertThat(output())
                .startsWith(directory + ": done\n")
                .contains("culprit: " + STEP + " the step\n")
                .doesNotContain("left to test");
    }

    @Test
    void isOneJsonObjectForScripts() throws Exception {
        journal(running());
        assertThat(status("--json")).isZero();
        JsonNode json = new JsonMapper().readTree(output());
        assertThat(output().lines()).hasSize(1);
        assertThat(json.at("/atWork").booleanValue()).isFalse();
        assertThat(json.at("/badTitle").stringValue()).isEqualTo("the \u00fcmlaut");
        assertThat(json.at("/tested/1/verdict").stringValue()).isEqualTo("good");
        assertThat(json.at("/present/runsDone").intValue()).isEqualTo(2);
        assertThat(json.at("/present/runs").intValue()).isEqualTo(3);
        assertThat(json.at("/stepsLeft").intValue()).isEqualTo(3);
        assertThat(json.has("conclusion")).isFalse();

        journal(ended());
        status("--json");
        assertThat(new JsonMapper().readTree(output()).at("/conclusion/commit").stringValue())
                .isEqualTo(STEP);
    }

    @Test
    void readsWhileALineIsBeingWritten() throws Exception {
        journal(running());
        Path journal = directory.resolve("events.jsonl");
        Files.writeString(journal, "{\"event\":", StandardOpenOption.APPEND);
        long size = Files.size(journal);
        assertThat(status()).isZero();
        assertThat(journal).hasSize(size);
    }

    @Test
    void anotherProcessSeesThatThisOneIsAtWorkAndDoesNotDisturbIt() throws Exception {
        journal(running());
        try (FileChannel lock = FileChannel.open(directory.resolve("lock"), StandardOpenOption.WRITE)) {
            assertThat(lock.tryLock().isValid()).isTrue();
            for (int look = 0; look < 2; look++) {
                Process status = new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "culprit.driver.cli.Culprit",
                                "status",
                                "-C",
                                directory.toString())
                        .start();
                String told = new String(status.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(told).startsWith(directory + ": at work\n");
                assertThat(status.waitFor()).isZero();
            }
        }
    }

    @Test
    void aDirectoryWithoutBisectionIsNamedAndLeftAlone() throws Exception {
        assertThat(status()).isEqualTo(2);
        assertThat(errors()).contains("no bisection in " + directory).contains("-C");
        assertThat(retest("bad0")).isEqualTo(2);
        assertThat(culprit("status")).isEqualTo(2);
        assertThat(errors()).contains("-C", "--repo");
        assertThat(culprit("status", "-C", directory.resolve("missing").toString()))
                .isEqualTo(2);
        assertThat(directory.resolve("missing")).doesNotExist();
    }

    @Test
    void theDirectoryIsFoundAsBisectFindsIt() throws Exception {
        journal(running());
        Path settings = Files.writeString(
                directory.resolve("bisect.toml"),
                "workdir = \"" + directory + "\"\nrepo = \"linux\"\nprogress = \"none\"\n");
        assertThat(culprit("status", settings.toString())).isZero();
        assertThat(culprit("status", "--repo", "/x/linux", "--bad", "v6.1")).isEqualTo(2);
        assertThat(errors()).contains("/culprit/bisect/linux-v6.1 ");
    }

    @Test
    void aRevisionIsForgottenWithWhatFollowedAndTheEnd() throws Exception {
        journal(ended());
        Files.writeString(directory.resolve("exit-code.txt"), "0\n");
        assertThat(retest("BADC")).isZero();
        assertThat(output())
                .isEqualTo("forgot " + RELEASE + " Linux 6.1: its build, 1 run, and what followed from them\n"
                        + "what 1 other revision gave is kept; culprit bisect goes on from there\n");
        assertThat(Journal.read(directory.resolve("events.jsonl")))
                .isEqualTo(story(List.of()).subList(0, 6));
        assertThat(directory.resolve("exit-code.txt")).doesNotExist();
    }

    @Test
    void aRevisionThatIsNotKnownOrNotUniqueIsRefusedWithThoseThatAre() throws Exception {
        journal(ended());
        Files.writeString(directory.resolve("exit-code.txt"), "0\n");
        String before = Files.readString(directory.resolve("events.jsonl"));
        for (String revision : List.of("bad", "v6.1", "")) {
            assertThat(retest(revision)).isEqualTo(2);
            assertThat(errors()).contains(BAD + " the \u00fcmlaut\n", RELEASE + " Linux 6.1\n");
        }
        assertThat(Files.readString(directory.resolve("events.jsonl"))).isEqualTo(before);
        assertThat(directory.resolve("exit-code.txt")).exists();
    }

    @Test
    void aRevisionOfABisectionAtWorkIsNotForgotten() throws Exception {
        journal(ended());
        try (FileChannel lock = FileChannel.open(directory.resolve("lock"), StandardOpenOption.WRITE)) {
            assertThat(lock.tryLock().isValid()).isTrue();
            assertThat(retest(BAD)).isEqualTo(2);
        }
        assertThat(errors()).contains("another culprit is at work");
    }
}
