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

    /** The figures go to {@code target/recorded-seeds.txt} and {@code target/recorded-cause.txt}. */
    @ParameterizedTest
    @ValueSource(strings = {"seeds", "cause"})
    void knowsNearlyEveryLine(String directory) throws IOException {
        Map<Integer, Tally> years = new TreeMap<>();
        Tally total = new Tally();
        List<String> figures = new ArrayList<>();
        for (Path file : Recordings.files(directory)) {
            Reading reading = Recordings.read(Files.readAllBytes(file)).reading();
            total.add(reading);
            years.computeIfAbsent(reading.era().date().getYear(), year -> new Tally())
                    .add(reading);
            if (reading.unknown() > 0) {
                figures.add(file.getFileName() + ": unknown lines " + reading.unknownLines());
            }
        }
        years.forEach((year, tally) -> figures.add(year + ": " + tally));
        figures.add("all: " + total);
        Files.write(Path.of("target/recorded-" + directory + ".txt"), figures);

        assertThat(total.unknown).as("%s", figures).isLessThanOrEqualTo(total.lines / 1000);
    }

    private static final class Tally {
        private long logs;
        private long lines;
        private long carried;
        private long unknown;

        private void add(Reading reading) {
            logs++;
            lines += reading.lines();
            carried += reading.carried();
            unknown += reading.unknown();
        }

        @Override
        public String toString() {
            return logs + " logs, " + lines + " lines, " + carried + " carried, " + unknown + " unknown";
        }
    }
}
