package culprit.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Recorded logs, and what the reader makes of them. */
final class Recordings {
    private static final Path SHARED = Path.of("../../shared/recorded-logs");

    private Recordings() {}

    /** An event with the number of its first line. */
    record Placed(long line, Event event) {}

    /** A log that was read: the events, and what the reader says about it. */
    record ReadLog(List<Placed> placed, Reading reading) {
        List<Event> events() {
            return placed.stream().map(Placed::event).toList();
        }

        /** The log again, written from its events. */
        byte[] written() {
            return written(reading.era());
        }

        byte[] written(Era era) {
            SyzbotText text = new SyzbotText(era);
            ByteArrayOutputStream log = new ByteArrayOutputStream();
            placed.forEach(place -> log.writeBytes(text.of(place.event())));
            return log.toByteArray();
        }
    }

    static ReadLog read(byte[] log) {
        List<Placed> placed = new ArrayList<>();
        try {
            Reading reading =
                    LogReader.read(new ByteArrayInputStream(log), (line, event) -> placed.add(new Placed(line, event)));
            return new ReadLog(placed, reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReadLog read(String raw) {
        return read(RawText.bytes(raw));
    }

    /** The files of a directory of recorded logs; skips the test if there are none here. */
    static List<Path> files(String directory) throws IOException {
        Path logs = SHARED.resolve(directory);
        Assumptions.assumeTrue(Files.isDirectory(logs), "no recorded logs in " + logs + " here");
        try (Stream<Path> files = Files.list(logs)) {
            return files.sorted().toList();
        }
    }
}
