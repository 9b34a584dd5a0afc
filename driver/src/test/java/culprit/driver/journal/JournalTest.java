package culprit.driver.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import culprit.driver.procedure.UsageException;
import culprit.report.Conclusion;
import culprit.report.Event;
import culprit.report.Note;
import culprit.report.Totals;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final String HEADER = "{\"journal\":\"culprit\",\"version\":1}\n";
    private static final Event ONE = new Event.ReleaseTesting("v6.1");
    private static final Event TWO = new Event.ReleaseTesting("v6.0");
    private static final Event FLAKY = Note.SEEMS_FLAKY.of();
    private static final Event END = new Event.BisectionFinished(
            Conclusion.notReproduced(), new Totals(1, Duration.ZERO, Duration.ZERO, Duration.ZERO));

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // before each test
    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("events.jsonl");
    }

    private void tell(Event... events) throws Exception {
        try (Journal journal = Journal.open(path)) {
            List.of(events).forEach(journal::accept);
        }
    }

    @Test
    void holdsEachEventInItsLineBehindALineThatSaysWhatItIs() throws Exception {
        tell(ONE, TWO);
        assertThat(path)
                .hasContent(HEADER + "{\"event\":\"releaseTesting\",\"tag\":\"v6.1\"}\n"
                        + "{\"event\":\"releaseTesting\",\"tag\":\"v6.0\"}\n");
        assertThat(Journal.read(path)).containsExactly(ONE, TWO);
    }

    @Test
    void anEventIsInTheFileBeforeItIsUsed() throws Exception {
        try (Journal journal = Journal.open(path)) {
            journal.accept(ONE);
            assertThat(Journal.read(path)).containsExactly(ONE);
        }
    }

    @Test
    void whatIsToldAgainIsNotWrittenAgainHoweverOften() throws Exception {
        tell(ONE, FLAKY, FLAKY);
        tell(ONE, FLAKY, TWO, FLAKY, FLAKY);
        assertThat(Journal.read(path)).containsExactly(ONE, FLAKY, FLAKY, TWO, FLAKY);
    }

    @Test
    void theEndPutsTheFileIntoTheOrderInWhichThingsWereTold() throws Exception {
        tell(TWO, FLAKY);
        tell(ONE, TWO, END);
        assertThat(Journal.read(path)).containsExactly(ONE, TWO, END);
        assertThat(directory).isDirectoryContaining(path::equals).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aRunThatHasToBeMadeAgainIsAnnouncedOnce() throws Exception {
        Event run = new Event.RunStarted("a", 3);
        tell(run);
        tell(run, run);
        assertThat(Journal.read(path)).containsExactly(run);
    }

    @Test
    void aTornLastLineIsReadPastAndRemovedOnlyByTheOwner() throws Exception {
        tell(ONE, TWO);
        String whole = Files.readString(path);
        for (int size = 0; size < whole.length(); size++) {
            Files.writeString(path, whole.substring(0, size));
            List<Event> left = Journal.read(path);
            assertThat(path).hasSize(size);
            assertThat(left).isEqualTo(List.of(ONE, TWO).subList(0, left.size()));
            tell(ONE, TWO);
            assertThat(path).hasContent(whole);
        }
    }

    @Test
    void aLastLineThatIsNoEventIsRemovedToo() throws Exception {
        tell(ONE);
        Files.writeString(path, Files.readString(path) + "{\"event\":\"rele\0\0\0\n");
        tell(ONE, TWO);
        assertThat(Journal.read(path)).containsExactly(ONE, TWO);
    }

    @Test
    void aDamagedLineInTheMiddleIsNamedWithTheWayOut() throws Exception {
        Files.writeString(path, HEADER + "{\"event\":\"rele\n{\"event\":\"releaseTesting\",\"tag\":\"v6.0\"}\n");
        assertThatThrownBy(() -> Journal.open(path))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(path + ":2: ")
                .hasMessageContaining("--fresh");
    }

    @Test
    void anotherVersionIsRefused() throws Exception {
        String content = HEADER.replace("1", "2") + "{}\n";
        Files.writeString(path, content);
        assertThatThrownBy(() -> Journal.open(path))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(path + ":1: ")
                .hasMessageContaining("--fresh");
        assertThat(path).hasContent(content);
    }

    @Test
    void forgettingACommitKeepsWhatWasFoundOutAboutOthers() throws Exception {
        List<Event> events = new ArrayList<>();
        for (String commit : List.of("a", "b", "c")) {
            events.add(new Event.ReleaseTesting("release " + commit));
            events.add(new Event.KernelBuilt(commit, "signature", Duration.ZERO));
            events.add(new Event.RunStarted(commit, 0));
        }
        tell(events.toArray(Event[]::new));
        Journal.forget(path, "b");
        List<Event> kept = new ArrayList<>(events.subList(0, 4));
        kept.addAll(events.subList(7, 9));
        assertThat(Journal.read(path)).isEqualTo(kept);
    }

    @Test
    void aFullDiskStopsTheBisectionAndNothingFollowsTheTornLine() throws Exception {
        tell(ONE);
        try (Journal journal = Journal.open(path, FullDisk::new)) {
            journal.accept(ONE);
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> journal.accept(TWO))
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageStartingWith(path + ": ")
                        .hasMessageContaining("space");
            }
        }
        assertThat(Files.readString(path)).endsWith("v6.1\"}\n{\"even");
        tell(ONE, TWO);
        assertThat(Journal.read(path)).containsExactly(ONE, TWO);
    }

    @Test
    void aDeviceWithoutSpaceIsNoticed() throws Exception {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        try (Appender appender = Appender.forcing(full)) {
            assertThatThrownBy(() -> appender.append(new byte[] {'x'})).isInstanceOf(IOException.class);
        }
    }

    /** Takes a part of what it is given. */
    private static final class FullDisk implements Appender {
        private final FileOutputStream file;

        FullDisk(Path path) throws IOException {
            file = new FileOutputStream(path.toFile(), true);
        }

        @Override
        public void append(byte[] bytes) throws IOException {
            file.write(bytes, 0, 6);
            throw new IOException("No space left on device");
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
