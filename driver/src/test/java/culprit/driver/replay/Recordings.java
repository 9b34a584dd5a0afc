package culprit.driver.replay;

import culprit.driver.replay.RecordedTest.Phase;
import culprit.report.RawText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The recorded logs, and replays of them by the rules by which they were made. */
public final class Recordings {
    /** Where the recorded logs are, if they are. */
    public static final Path SHARED = Path.of("../../shared/recorded-logs");

    private Recordings() {}

    /** The files of a directory of recorded logs; skips the test if there are none here. */
    public static List<Path> files(String directory) throws IOException {
        Path logs = SHARED.resolve(directory);
        Assumptions.assumeTrue(Files.isDirectory(logs), "no recorded logs in " + logs + " here");
        try (Stream<Path> files = Files.list(logs)) {
            return files.sorted().toList();
        }
    }

    static ReplayResult replay(Path file) throws Exception {
        return new Replay(Optional.empty(), Optional.empty(), Optional.empty()).of(file, new ByteArrayOutputStream());
    }

    /** The same of a log that is given by its lines. */
    static ReplayResult replay(List<String> lines, Path directory) throws Exception {
        Path file = Files.write(directory.resolve("log.txt"), RawText.bytes(String.join("\n", lines) + "\n"));
        return replay(file);
    }

    static RecordedLog read(Path file) throws IOException {
        return RecordedLog.read(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    /** The lines of a log without their newlines. */
    static List<String> lines(Path file) throws IOException {
        String text = RawText.of(Files.readAllBytes(file));
        return new ArrayList<>(List.of(text.substring(0, text.length() - 1).split("\n", -1)));
    }

    /** The logs whose bisection is told from its start to its end. */
    static List<Path> complete() throws IOException {
        List<Path> complete = new ArrayList<>();
        for (String directory : List.of("seeds", "cause")) {
            for (Path file : files(directory)) {
                RecordedLog log = read(file);
                if (log.start().isPresent() && log.isComplete()) {
                    complete.add(file);
                }
            }
        }
        return complete;
    }

    /** The index of the line after a test and all that belongs to it: where the next one or something else begins. */
    static int endOf(RecordedTest test, List<String> lines) {
        int line = (int) test.line();
        while (line < lines.size() && !startsSomething(lines.get(line), test.phase())) {
            line++;
        }
        return line;
    }

    private static boolean startsSomething(String line, Phase phase) {
        return line.startsWith("testing ")
                || line.startsWith("# git bisect ")
                || line.startsWith("revisions tested: ")
                || (phase != Phase.STEP && line.startsWith("Reproducer flagged"));
    }
}
