package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleFileTest {
    private static final int LIMIT = 1000;

    @TempDir
    private Path directory;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
    private final List<String> warnings = new ArrayList<>();

    private ConsoleDirectory consoles(long limit) {
        return new ConsoleDirectory(directory, limit, warnings::add, now::get);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static void append(ConsoleFile file, String text) {
        byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.ISO_8859_1);
        file.append(bytes, 2, bytes.length - 4);
    }

    private String times() throws IOException {
        return Files.readString(directory.resolve("c.1.times"));
    }

    private Path text() {
        return directory.resolve("c.1.txt.gz");
    }

    @Test
    void whatTheGuestWroteIsKeptByteForByte() throws Exception {
        StringBuilder written = new StringBuilder();
        try (ConsoleFile file = consoles(LIMIT).begin("c.1")) {
            assertThat(file.path()).isEqualTo(text());
            for (int i = 0; i < LIMIT / 4; i++) {
                written.append("\u0000\u00ff\r").append((char) (i % 256));
                append(file, written.substring(4 * i));
            }
        }
        assertThat(Gunzip.of(text())).isEqualTo(written.toString());
        assertThat(warnings).isEmpty();
    }

    @Test
    void ofAFloodTheBeginningAndTheEndAreKept() throws Exception {
        Random random = new Random(7);
        for (int length : new int[] {LIMIT + 1, LIMIT + 7, 3 * LIMIT, 50 * LIMIT}) {
            StringBuilder written = new StringBuilder();
            try (ConsoleFile file = consoles(LIMIT).begin("c.1")) {
                while (written.length() < length) {
                    int piece = Math.min(length - written.length(), 1 + random.nextInt(2 * LIMIT));
                    String text = random.ints(piece, 'a', 'z')
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString();
                    append(file, text);
                    written.append(text);
                }
            }
            assertThat(Gunzip.of(text()))
                    .isEqualTo(written.substring(0, LIMIT / 2) + "\nculprit: " + (length - LIMIT)
                            + " bytes are left out here\n" + written.substring(length - LIMIT / 2));
        }
    }

    @Test
    void theLineBetweenStandsAloneAlsoBehindAWholeLine() throws Exception {
        try (ConsoleFile file = consoles(8).begin("c.1")) {
            append(file, "abc\ndefghijk\n");
        }
        assertThat(Gunzip.of(text())).isEqualTo("abc\nculprit: 5 bytes are left out here\nijk\n");
    }

    @Test
    void aLargeEndIsKeptToo() throws Exception {
        String line = "x".repeat(99_999) + "\n";
        try (ConsoleFile file = consoles(1 << 20).begin("c.1")) {
            for (int i = 0; i < 20; i++) {
                append(file, line.replace('x', (char) ('a' + i)));
            }
        }
        assertThat(Gunzip.of(text()))
                .startsWith("aaaa")
                .endsWith("tttt\n")
                .contains(line.replace('x', 's'))
                .hasSize((1 << 20) + "\nculprit: 951424 bytes are left out here\n".length());
    }

    @Test
    void whatIsOlderThanASecondCanBeReadFromARunThatGoesOn() throws Exception {
        try (ConsoleFile file = consoles(LIMIT).begin("c.1")) {
            append(file, "first\n");
            pass(Duration.ofSeconds(1));
            append(file, "second\n");
            append(file, "third\n");
            assertThat(Gunzip.prefixOf(text())).isEqualTo("first\nsecond\n");
        }
        assertThat(Gunzip.of(text())).isEqualTo("first\nsecond\nthird\n");
    }

    @Test
    void timesSayWhenWhichByteWasWritten() throws Exception {
        try (ConsoleFile file = consoles(8).begin("c.1")) {
            pass(Duration.ofMillis(1234));
            append(file, "12345");
            pass(Duration.ofMillis(99));
            append(file, "within the same tenth of a second");
            pass(Duration.ofMillis(1));
            append(file, "6");
            pass(Duration.ofSeconds(70));
            append(file, "7");
        }
        assertThat(times()).isEqualTo("1.234 0\n1.334 38\n71.334 39\n");
    }

    @Test
    void timesAreBounded() throws Exception {
        try (ConsoleFile file = consoles(LIMIT).begin("c.1")) {
            for (int i = 0; i < ConsoleTimes.MOST + 10; i++) {
                append(file, "a line\n");
                pass(Duration.ofSeconds(1));
            }
        }
        assertThat(times().lines()).hasSize(ConsoleTimes.MOST);
    }

    @Test
    void aFullDiskStopsTheFilesAndIsToldOnce() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), full + " is missing");
        List<Path> links = Stream.of("c.1.txt.gz", "c.1.times", "d.1.times")
                .map(directory::resolve)
                .toList();
        for (Path link : links) {
            Files.createSymbolicLink(link, full);
        }
        ConsoleDirectory consoles = consoles(LIMIT);
        for (String name : List.of("c.1", "d.1")) {
            try (ConsoleFile file = consoles.begin(name)) {
                append(file, "first\n");
                pass(Duration.ofSeconds(2));
                append(file, "second\n".repeat(LIMIT));
            }
        }
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("cannot write " + directory, "No space left on device");
        assertThat(Gunzip.of(directory.resolve("d.1.txt.gz"))).startsWith("first\nsecond\n");
        for (Path link : links) {
            Files.delete(link);
        }
    }

    @Test
    void aConsoleOfAnEarlierAttemptIsReplaced() throws Exception {
        for (String text : List.of("a long one, at first", "short")) {
            try (ConsoleFile file = consoles(LIMIT).begin("c.1")) {
                append(file, text);
            }
        }
        assertThat(Gunzip.of(text())).isEqualTo("short");
        assertThat(times()).isEqualTo("0.000 0\n");
    }
}
