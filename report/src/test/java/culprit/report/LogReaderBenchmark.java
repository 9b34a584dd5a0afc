package culprit.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How fast logs are read and written, in MB/s on one core. Not part of the suite: run it with {@code mvn test -pl report
 * -Dtest=LogReaderBenchmark} and look into {@code target/benchmark.txt}.
 */
class LogReaderBenchmark {
    private static final int ROUNDS = 12;
    private static final int REPEATS = 8;

    @Test
    void readsAndWrites() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<byte[]> logs = new ArrayList<>();
        for (String directory : List.of("seeds", "cause")) {
            for (Path file : Recordings.files(directory)) {
                logs.add(Files.readAllBytes(file));
                all.writeBytes(Files.readAllBytes(file));
            }
        }
        List<String> figures = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            figures.add(round(logs, all.size()));
        }
        Files.write(Path.of("target/benchmark.txt"), figures);
    }

    private static String round(List<byte[]> logs, int size) throws IOException {
        List<List<Event>> events = new ArrayList<>();
        List<Era> eras = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < REPEATS; i++) {
            events.clear();
            eras.clear();
            for (byte[] log : logs) {
                List<Event> read = new ArrayList<>();
                Reading reading = LogReader.read(new ByteArrayInputStream(log), (line, event) -> read.add(event));
                events.add(read);
                eras.add(reading.era());
            }
        }
        long middle = System.nanoTime();
        long written = 0;
        for (int i = 0; i < REPEATS; i++) {
            for (int log = 0; log < logs.size(); log++) {
                SyzbotText text = new SyzbotText(eras.get(log));
                for (Event event : events.get(log)) {
                    written += text.of(event).length;
                }
            }
        }
        long end = System.nanoTime();
        if (written != (long) size * REPEATS) {
            throw new IllegalStateException("wrote " + written + " bytes of " + (long) size * REPEATS);
        }
        return String.format(
                Locale.ROOT, "read %.0f MB/s, write %.0f MB/s", speed(size, middle - begin), speed(size, end - middle));
    }

    private static double speed(int size, long nanos) {
        return (double) size * REPEATS * 1000 / nanos;
    }
}
