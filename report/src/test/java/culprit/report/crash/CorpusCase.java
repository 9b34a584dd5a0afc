package culprit.report.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One file of the kernel-log corpus: headers, an empty line, the console, and sometimes {@code REPORT:} behind an
 * empty line and the report expected.
 *
 * @param name the path in the corpus
 * @param headers the values of each header, sorted
 * @param log the console
 * @param report the report expected, if given
 */
record CorpusCase(String name, Map<String, List<String>> headers, String log, Optional<String> report) {
    static final Path ROOT = Path.of("..", "..", "shared", "crash-corpus");

    static List<CorpusCase> all() {
        return in("/report/");
    }

    /** Symbolised reports, with the source file to blame in the header {@code FILE}. */
    static List<CorpusCase> guilty() {
        return in("/guilty/");
    }

    private static List<CorpusCase> in(String directory) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains(directory) && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(Path::toString))
                    .map(CorpusCase::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CorpusCase read(Path file) {
        String text;
        try {
            text = new String(Files.readAllBytes(file), ISO_8859_1).replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int headersEnd = text.startsWith("\n") ? 0 : text.indexOf("\n\n") + 1;
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line : text.substring(0, headersEnd).lines().toList()) {
            if (!line.startsWith("#")) {
                String[] header = line.split(": ?", 2);
                headers.computeIfAbsent(header[0], key -> new ArrayList<>()).add(header[1]);
            }
        }
        headers.values().forEach(values -> values.sort(null));
        String log = text.substring(headersEnd + 1);
        if (!log.endsWith("\n")) {
            log += "\n";
        }
        int reportAt = log.indexOf("\n\nREPORT:\n");
        Optional<String> report = Optional.empty();
        if (reportAt >= 0) {
            report = Optional.of(log.substring(reportAt + "\n\nREPORT:\n".length()));
            log = log.substring(0, reportAt + 2);
        }
        return new CorpusCase(ROOT.relativize(file).toString(), headers, log, report);
    }

    byte[] console() {
        return log.getBytes(ISO_8859_1);
    }

    /** The only value of a header, empty if it is absent. */
    String header(String key) {
        return String.join(", ", headers.getOrDefault(key, List.of()));
    }

    List<String> headerList(String key) {
        return headers.getOrDefault(key, List.of());
    }

    boolean has(String key) {
        return headers.containsKey(key);
    }

    boolean flag(String key) {
        return header(key).equals("Y");
    }

    boolean hasCrash() {
        return !header("TITLE").isEmpty();
    }
}
