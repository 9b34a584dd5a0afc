package culprit.report;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.Recordings.ReadLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedLogsTest {
    @ParameterizedTest
    @ValueSource(strings = {"seeds", "cause", "git-bisect"})
    void writesEveryLogAgainFromItsEvents(String directory) throws IOException {
        for (Path file : Recordings.files(directory)) {
            byte[] recorded = Files.readAllBytes(file);
            ReadLog read = Recordings.read(recorded);

            assertThat(Bytes.of(read.written())).as("%s", file).isEqualTo(Bytes.of(recorded));
            LocalDate since = read.reading().period().since();
            assertThat(Bytes.of(read.written(new Era(since)))).as("%s", file).isEqualTo(Bytes.of(recorded));
        }
    }

    @Test
    void tellsTheSameBisectionInTheFormOfAnyEra() throws IOException {
        for (Path file : Recordings.files("cause")) {
            ReadLog log = Recordings.read(Files.readAllBytes(file));
            if (log.reading().unknown() > 0 || log.reading().cutOff()) {
                continue;
            }
            for (Change change : Change.values()) {
                Era era = new Era(change.date());
                ReadLog told = Recordings.read(log.written(era));

                assertThat(told.reading().unknownLines())
                        .as("%s in the form of %s", file, era)
                        .isEmpty();
                assertThat(told.written(era)).isEqualTo(log.written(era));
            }
        }
    }

    /** The figures go to {@code target/recorded-seeds.txt} and {@code target/recorded-cause.txt}. */
    @ParameterizedTest
    @ValueSource(strings = {"seeds", "cause"})
    void knowsNearlyEveryLine(String directory) throws IOException {
        Map<Integer, Tally> years = new TreeMap<>();
        Tally total = new Tally();
        List<String> figures = new ArrayList<>();
        for (Path file : Recordings.files(directory)) {
            ReadLog log = Recordings.read(Files.readAllBytes(file));
            Reading reading = log.reading();
            total.add(log);
            years.computeIfAbsent(reading.era().date().getYear(), year -> new Tally())
                    .add(log);
            if (reading.unknown() > 0) {
                figures.add(file.getFileName() + ": unknown lines " + reading.unknownLines());
            }
        }
        years.forEach((year, tally) -> figures.add(year + ": " + tally));
        figures.add("all: " + total);
        Files.write(Path.of("target/recorded-" + directory + ".txt"), figures);

        assertThat(total.unknown).as("%s", figures).isLessThanOrEqualTo(total.lines / 1000);
    }

    /** Lines of some logs: those that make events, those of text in events, talk of tools, and unknown ones. */
    private static final class Tally {
        private long logs;
        private long lines;
        private long carried;
        private long chatter;
        private long unknown;

        private void add(ReadLog log) {
            Reading reading = log.reading();
            logs++;
            lines += reading.lines();
            carried += reading.carried();
            chatter += log.events().stream().mapToLong(Tally::chatter).sum();
            unknown += reading.unknown();
        }

        private static long chatter(Event event) {
            String text = "";
            if (event instanceof Event.SearchWarned warned) {
                text = warned.text();
            } else if (event instanceof Event.SearchStepped stepped) {
                text = stepped.warnings();
            } else if (event instanceof Event.Verbatim verbatim && verbatim.kind() != TextKind.UNKNOWN) {
                text = verbatim.text().toString();
            }
            return text.lines().count();
        }

        @Override
        public String toString() {
            return logs + " logs, " + lines + " lines: " + (lines - carried - unknown) + " of events, " + carried
                    + " carried by them, " + unknown + " unknown; " + chatter + " are talk of tools";
        }
    }
}
