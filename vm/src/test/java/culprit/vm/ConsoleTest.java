package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.crash.Crash;
import culprit.report.crash.CrashParser;
import java.nio.charset.StandardCharsets;
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

    private Console console;

    @BeforeEach
    void open() {
        ConsoleDirectory consoles = new ConsoleDirectory(directory, 1 << 20, warning -> {});
        console = new Console(new CrashParser(), consoles.begin("console"));
    }

    @AfterEach
    void close() {
        console.close();
    }

    private void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        console.append(bytes, 0, bytes.length);
    }

    @Test
    void aCrashBelongsToTheStageInWhichItHappened() {
        append(OOPS);
        assertThat(console.announcements()).isEqualTo(1);
        console.beginStage();
        assertThat(console.announcements()).isZero();
        append(OOPS.replace("gizmo_read", "gadget_write"));
        assertThat(console.crash().map(Crash::title))
                .hasValueSatisfying(title -> assertThat(title).endsWith(" in gadget_write"));
    }

    @Test
    void aCrashBehindAFloodIsFound() {
        for (int i = 0; i < 1000; i++) {
            append("x".repeat(4095) + "\n");
        }
        assertThat(console.isFull()).isFalse();
        append(OOPS);
        assertThat(console.crash()).isPresent();
    }

    @Test
    void theFileGoesOnWhenTheReportIsFull() throws Exception {
        append(OOPS);
        for (int i = 0; i < 5; i++) {
            append("z".repeat(60_000) + "\n");
        }
        assertThat(console.isFull()).isTrue();
        append("last\n");
        console.close();
        assertThat(Gunzip.of(console.path())).endsWith("last\n");
        assertThat(console.crash()).isPresent();
    }
}
