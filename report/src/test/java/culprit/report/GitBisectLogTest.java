package culprit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.report.Event.CommitMarked;
import culprit.report.Event.CulpritFound;
import culprit.report.Event.OnlySkippedLeft;
import culprit.report.Event.SearchStarted;
import culprit.report.Event.SearchStepped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitBisectLogTest {
    private static final String BAD = "b".repeat(40);
    private static final String GOOD = "a".repeat(40);
    private static final String MIDDLE = "c".repeat(40);
    private static final Map<String, String> TITLES = Map.of(GOOD, "Linux 6.1");

    @TempDir
    private Path directory;

    private String logOf(Event... events) throws IOException {
        Path file = directory.resolve("git-bisect.log");
        try (GitBisectLog log = new GitBisectLog(file, TITLES)) {
            for (Event event : events) {
                log.accept(event);
            }
        }
        return RawText.of(Files.readAllBytes(file));
    }

    @Test
    void tellsASearchAsGitDoes() throws IOException {
        String log = logOf(
                new Event.TestStarted(Instant.EPOCH, BAD, "mm: bad one", "gcc"),
                new SearchStarted(BAD, List.of(GOOD)),
                new SearchStepped(0, 1, MIDDLE, "f\u00fcr \u00df"),
                new CommitMarked(Verdict.BAD, MIDDLE),
                new CulpritFound(MIDDLE, new byte[] {'x'}));

        assertThat(log)
                .isEqualTo("git bisect start\n"
                        + "# good: [" + GOOD + "] Linux 6.1\n"
                        + "git bisect good " + GOOD + "\n"
                        + "# bad: [" + BAD + "] mm: bad one\n"
                        + "git bisect bad " + BAD + "\n"
                        + "# bad: [" + MIDDLE + "] f\u00fcr \u00df\n"
                        + "git bisect bad " + MIDDLE + "\n"
                        + "# first bad commit: [" + MIDDLE + "] f\u00fcr \u00df\n");
    }

    @Test
    void namesAllThatMayBeTheCulprit() throws IOException {
        String log = logOf(
                new SearchStarted(BAD, List.of(GOOD, "d".repeat(40))),
                new Event.MergeBaseTesting(MIDDLE, "base"),
                new CommitMarked(Verdict.SKIP, MIDDLE),
                new OnlySkippedLeft(List.of(MIDDLE, BAD)));

        assertThat(log)
                .contains("git bisect good " + GOOD + "\n", "git bisect good " + "d".repeat(40) + "\n")
                .endsWith("git bisect skip " + MIDDLE + "\n"
                        + "# only skipped commits left to test\n"
                        + "# possible first bad commit: [" + MIDDLE + "] base\n"
                        + "# possible first bad commit: [" + BAD + "] \n");
    }

    @Test
    void isEmptyWithoutASearch() throws IOException {
        assertThat(logOf(new Event.ReleaseTesting("v6.1"))).isEmpty();
    }

    @Test
    void hasWrittenAMarkBeforeTheNextTestBegins() throws IOException {
        Path file = directory.resolve("git-bisect.log");
        try (GitBisectLog log = new GitBisectLog(file, TITLES)) {
            log.accept(new CommitMarked(Verdict.GOOD, GOOD));

            assertThat(file).hasContent("# good: [" + GOOD + "] Linux 6.1\ngit bisect good " + GOOD);
        }
    }

    @Test
    void aPlaceWhereNoFileCanBeStopsTheBisection() {
        Path file = directory.resolve("missing/git-bisect.log");
        assertThatThrownBy(() -> new GitBisectLog(file, TITLES))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file + ": cannot create the log");
    }

    @Test
    void isReadAgainAsItWasMeant() throws IOException {
        String log = logOf(
                new SearchStarted(BAD, List.of(GOOD)),
                new CommitMarked(Verdict.SKIP, MIDDLE),
                new OnlySkippedLeft(List.of(MIDDLE)),
                new CulpritFound(BAD, new byte[0]));

        assertThat(entries(log))
                .containsExactly(
                        new GitBisectEntry.Command(1, "start", List.of()),
                        new GitBisectEntry.Comment(2, "good", GOOD, "Linux 6.1"),
                        new GitBisectEntry.Command(3, "good", List.of(GOOD)),
                        new GitBisectEntry.Comment(4, "bad", BAD, ""),
                        new GitBisectEntry.Command(5, "bad", List.of(BAD)),
                        new GitBisectEntry.Comment(6, "skip", MIDDLE, ""),
                        new GitBisectEntry.Command(7, "skip", List.of(MIDDLE)),
                        new GitBisectEntry.OnlySkipped(8),
                        new GitBisectEntry.Candidate(9, MIDDLE),
                        new GitBisectEntry.Found(10, BAD));
    }

    static List<GitBisectEntry> entries(String log) throws IOException {
        GitBisectLogReader reader = new GitBisectLogReader(new ByteArrayInputStream(RawText.bytes(log)));
        List<GitBisectEntry> entries = new ArrayList<>();
        for (Optional<GitBisectEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            entries.add(entry.get());
        }
        return entries;
    }
}
