package culprit.report;

import static culprit.report.EventTexts.commit;
import static culprit.report.EventTexts.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyzbotLogTest {
    private static final Event FIRST = new Event.ReleaseTesting("v5.5");
    private static final Event SECOND = new Event.ReleaseTesting("v5.4");

    @TempDir
    Path directory;

    @Test
    void writesTheSameToFileAndDisplays() throws IOException {
        ByteArrayOutputStream display = new ByteArrayOutputStream();
        Path file = directory.resolve("bisect.log");

        try (SyzbotLog syzbotLog = new SyzbotLog(file, List.of(display))) {
            syzbotLog.accept(FIRST);
            syzbotLog.accept(SECOND);
        }

        assertThat(Files.readAllBytes(file)).isEqualTo(log(List.of(FIRST, SECOND)));
        assertThat(display.toByteArray()).isEqualTo(log(List.of(FIRST, SECOND)));
    }

    @Test
    void hasWrittenAnEventBeforeItTakesTheNext() throws IOException {
        Path file = directory.resolve("bisect.log");

        try (SyzbotLog syzbotLog = new SyzbotLog(file, List.of())) {
            syzbotLog.accept(FIRST);

            assertThat(Files.readAllBytes(file)).isEqualTo(log(List.of(FIRST)));
        }
    }

    @Test
    void goesOnWithoutADisplayThatFails() throws IOException {
        ByteArrayOutputStream healthy = new ByteArrayOutputStream();
        ClosedPipe closed = new ClosedPipe();
        Path file = directory.resolve("bisect.log");

        try (SyzbotLog syzbotLog = new SyzbotLog(file, List.of(closed, healthy))) {
            syzbotLog.accept(FIRST);
            syzbotLog.accept(SECOND);
        }

        assertThat(closed.attempts).isEqualTo(1);
        assertThat(healthy.toByteArray()).isEqualTo(log(List.of(FIRST, SECOND)));
        assertThat(Files.readAllBytes(file)).isEqualTo(log(List.of(FIRST, SECOND)));
    }

    @Test
    void writesInAnInterruptedThread() throws IOException {
        Path file = directory.resolve("bisect.log");

        try (SyzbotLog syzbotLog = new SyzbotLog(file, List.of())) {
            Thread.currentThread().interrupt();
            syzbotLog.accept(FIRST);
            syzbotLog.accept(SECOND);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(Files.readAllBytes(file)).isEqualTo(log(List.of(FIRST, SECOND)));
    }

    @Test
    void namesTheFileThatCannotBeMade() {
        Path file = directory.resolve("absent").resolve("bisect.log");

        assertThatThrownBy(() -> new SyzbotLog(file, List.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("cannot create the log");
    }

    @Test
    void stopsWhenTheDiskIsFull() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.isWritable(full), "no /dev/full here");

        try (SyzbotLog syzbotLog = new SyzbotLog(full, List.of())) {
            assertThatThrownBy(() -> syzbotLog.accept(new Event.ToolsBuilding(commit(1))))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("/dev/full: cannot write the log")
                    .hasMessageContaining("space left");
        }
    }

    private static final class ClosedPipe extends OutputStream {
        private int attempts;

        @Override
        public void write(int b) throws IOException {
            attempts++;
            throw new IOException("Broken pipe");
        }
    }
}
