package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.crash.Crash;
import culprit.report.crash.CrashParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
    private static final String OOPS = """
            [    1.0] BUG: kernel NULL pointer dereference, address: 0
            [    1.0] RIP: 0010:gizmo_read+0x4f/0xa0
            """;

    @TempDir
    private Path directory;

    private Path file = Path.of("/unset");
    private Console console;

    @BeforeEach
    void open() throws IOException {
        file = directory.resolve("console.txt");
        console = new Console(new CrashParser(), file);
    }

    @AfterEach
    void close() throws IOException {
        console.close();
    }

    private void append(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        console.append(bytes, 0, bytes.length);
    }

    @Test
    void aCrashBelongsToTheStageInWhichItHappened() throws Exception {
        append(OOPS);
        assertThat(console.announcements()).isEqualTo(1);
        console.beginStage();
        assertThat(console.announcements()).isZero();
        append(OOPS.replace("gizmo_read", "gadget_write"));
        assertThat(console.crash().map(Crash::title))
                .hasValueSatisfying(title -> assertThat(title).endsWith(" in gadget_write"));
    }

    @Test
    void theFileHoldsTheFirstPartOfAFlood() throws Exception {
        String line = "x".repeat(4095) + "\n";
        append("first\n");
        for (int i = 0; i < 2 * Console.FILE_LIMIT / line.length(); i++) {
            append(line);
        }
        assertThat(console.isFull()).isFalse();
        assertThat(file).hasSize(Console.FILE_LIMIT);
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).startsWith("first\n");
        append(OOPS);
        assertThat(console.crash()).as("behind what the file holds").isPresent();
    }

    @Test
    void theFileGoesOnWhenTheReportIsFull() throws Exception {
        append(OOPS);
        for (int i = 0; i < 5; i++) {
            append("z".repeat(60_000) + "\n");
        }
        assertThat(console.isFull()).isTrue();
        append("last\n");
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).endsWith("last\n");
        assertThat(console.crash()).isPresent();
    }
}
