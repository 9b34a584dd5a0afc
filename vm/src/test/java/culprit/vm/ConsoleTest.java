package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

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

    private Console.Lines append(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return console.append(bytes, bytes.length);
    }

    @Test
    void givesWholeLinesWithTheirPosition() throws Exception {
        assertThat(append("one\ntw")).isEqualTo(new Console.Lines(0, "one\n"));
        assertThat(append("o")).isEqualTo(new Console.Lines(4, ""));
        assertThat(append("\nthree\nf")).isEqualTo(new Console.Lines(4, "two\nthree\n"));
        assertThat(console.textFrom(4)).asString(StandardCharsets.ISO_8859_1).isEqualTo("two\nthree\nf");
    }

    @Test
    void seesACrashLineThatArrivesInPieces() throws Exception {
        append("[    1.0] BUG: kernel NULL poin");
        assertThat(console.crashed()).isFalse();
        append("ter dereference, address: 0\n");
        assertThat(console.crashed()).isTrue();
    }

    @Test
    void keepsTheLastPartOfAFloodInMemoryAndTheFirstInTheFile() throws Exception {
        String line = "x".repeat(4095) + "\n";
        append("first\n");
        for (int i = 0; i < 2 * Console.FILE_LIMIT / line.length(); i++) {
            append(line);
        }
        append("last\n");
        assertThat(console.full()).isFalse();
        assertThat(console.textFrom(0)).hasSizeLessThanOrEqualTo(Console.WINDOW);
        assertThat(new String(console.textFrom(0), StandardCharsets.ISO_8859_1)).endsWith("last\n");
        assertThat(file).hasSize(Console.FILE_LIMIT);
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).startsWith("first\n");
    }

    @Test
    void positionsCountFromTheFirstByteHoweverMuchHasLeftTheWindow() throws Exception {
        String line = "x".repeat(4095) + "\n";
        long written = 0;
        while (written <= 2L * Console.WINDOW) {
            assertThat(append(line).start()).isEqualTo(written);
            written += line.length();
        }
        append("mark\n");
        assertThat(console.textFrom(written))
                .asString(StandardCharsets.ISO_8859_1)
                .isEqualTo("mark\n");
    }

    @Test
    void aLineWithoutEndDoesNotGrowMemory() throws Exception {
        String piece = "y".repeat(60_000);
        for (int i = 0; i < 300; i++) {
            assertThat(append(piece).text()).isEmpty();
        }
        assertThat(console.textFrom(0)).hasSizeLessThanOrEqualTo(Console.WINDOW);
    }

    @Test
    void isFullOnceAReportHasHadItsRoom() throws Exception {
        append("BUG: kernel NULL pointer dereference, address: 0\n");
        assertThat(console.full()).isFalse();
        for (int i = 0; i < 5; i++) {
            append("z".repeat(60_000) + "\n");
        }
        assertThat(console.full()).isTrue();
    }
}
