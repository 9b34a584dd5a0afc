package culprit.report;

import static culprit.report.GitBisectLogTest.entries;
import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.GitBisectEntry.Command;
import culprit.report.GitBisectEntry.Comment;
import culprit.report.GitBisectEntry.Damaged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Logs of git bisect as they arrive. */
class GitBisectLogReaderTest {
    private static final String ONE = "1".repeat(40);
    private static final String TWO = "2".repeat(40);

    @Test
    void quotesIndentsAndCarriageReturnsDoNotMatter() throws IOException {
        for (String mark : List.of("", "> ", "> | ", "  ", ">> > ")) {
            String log = mark + "# bad: [" + ONE + "] title\r\n" + mark + "git bisect bad " + ONE + "\r\n";
            assertThat(entries(log))
                    .containsExactly(new Comment(1, "bad", ONE, "title"), new Command(2, "bad", List.of(ONE)));
        }
    }

    @Test
    void whatAMailerWrappedIsPutTogether() throws IOException {
        String log =
                "# bad:\n[" + ONE + "] Merge tag\n'x' of y\ngit bisect bad\n" + ONE + "\ngit bisect start 'a'\n'b'\n";
        assertThat(entries(log))
                .containsExactly(
                        new Comment(1, "bad", ONE, "Merge tag"),
                        new GitBisectEntry.Aside(3, "'x' of y"),
                        new Command(4, "bad", List.of(ONE)),
                        new Command(6, "start", List.of("a", "b")));
    }

    @Test
    void aCommentJoinedToACommandIsReadByItself() throws IOException {
        assertThat(entries("git bisect bad " + ONE + "      # good: [" + TWO + "] Merge tag 'x'"))
                .containsExactly(new Command(1, "bad", List.of(ONE)), new Comment(1, "good", TWO, "Merge tag 'x'"));
    }

    @Test
    void commandsOfATerminalSessionStandBehindItsPrompt() throws IOException {
        for (String prompt : List.of("$ ", "[me@host linux]$ ", "root@host:/usr/src/linux# ", "me@host ~/linux % ")) {
            assertThat(entries(prompt + "git bisect good " + ONE))
                    .as(prompt)
                    .containsExactly(new Command(1, "good", List.of(ONE)));
        }
        assertThat(entries("# git bisect good " + ONE))
                .containsExactly(new GitBisectEntry.Aside(1, "# git bisect good " + ONE));
        assertThat(entries("Fix: git bisect good"))
                .containsExactly(new GitBisectEntry.Aside(1, "Fix: git bisect good"));
    }

    @Test
    void whatGitSaysOnATerminalIsUnderstood() throws IOException {
        assertThat(entries("Bisecting: 0 revisions left\n[" + ONE + "] title\n" + TWO + " is the first bad commit\n"))
                .containsExactly(
                        new GitBisectEntry.Aside(1, "Bisecting: 0 revisions left"),
                        new GitBisectEntry.CheckedOut(2, ONE, "title"),
                        new GitBisectEntry.Found(3, TWO));
    }

    @Test
    void argumentsLoseTheirQuotes() throws IOException {
        assertThat(entries("git bisect start '--term-new' 'it'\\''s' v1~2 -- 'a b' # why"))
                .startsWith(new Command(1, "start", List.of("--term-new", "it's", "v1~2", "--", "a b")));
    }

    @Test
    void aDamagedLineIsNamed() throws IOException {
        assertThat(entries("git bisect\n# bad: [xyz] no\ngit bisect start 'open\n# first bad commit: [12\n"))
                .containsExactly(
                        new Damaged(1, "git bisect"),
                        new Damaged(2, "# bad: [xyz] no"),
                        new Damaged(3, "git bisect start 'open"),
                        new Damaged(4, "# first bad commit: [12"));
    }

    @Test
    void nothingThatAFileHoldsStopsTheReader() throws IOException {
        Random random = new Random(20261121);
        List<String> bits = List.of(
                "git bisect ", "good", "start", "'", "# ", "bad: [", ONE, "]", "\n", "\r", ">", "$ ", "\0", "\\", ":");
        for (int i = 0; i < 2000; i++) {
            StringBuilder log = new StringBuilder();
            for (int j = random.nextInt(60); j > 0; j--) {
                log.append(bits.get(random.nextInt(bits.size())));
            }
            long lines = log.chars().filter(c -> c == '\n').count() + 1;
            assertThat(entries(log.toString())).allMatch(entry -> entry.line() >= 1 && entry.line() <= lines);
        }
    }

    @Test
    void aVeryLongLineIsReadInPieces() throws IOException {
        String endless = "git bisect start " + "'x' ".repeat(1 << 20) + "\n" + ("'" + ONE + "'\n").repeat(1000);
        assertThat(entries(endless)).hasSizeGreaterThan(1).allMatch(entry -> entry.line() <= 1001);
    }

    @Test
    void theFormOfAFileShowsInItsFirstLines() {
        assertThat(GitBisectLogReader.recognises(List.of("Hello,", "> git bisect start")))
                .isTrue();
        assertThat(GitBisectLogReader.recognises(List.of("# bad: [" + ONE + "] title")))
                .isTrue();
        assertThat(GitBisectLogReader.recognises(List.of("# git bisect start a b", "Bisecting: 1 revision")))
                .isFalse();
        assertThat(GitBisectLogReader.recognises(List.of())).isFalse();
    }

    @Test
    void recordedLogsAreToldApart() throws IOException {
        for (Path log : Recordings.files("git-bisect")) {
            assertThat(GitBisectLogReader.recognises(firstLines(log)))
                    .as("%s", log)
                    .isTrue();
        }
        for (Path log : Recordings.files("cause")) {
            assertThat(GitBisectLogReader.recognises(firstLines(log)))
                    .as("%s", log)
                    .isFalse();
        }
    }

    private static List<String> firstLines(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.limit(40).toList();
        }
    }
}
