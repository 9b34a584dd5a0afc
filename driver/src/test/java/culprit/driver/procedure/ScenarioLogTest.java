package culprit.driver.procedure;

import static culprit.driver.procedure.Scenario.cause;
import static culprit.driver.procedure.Scenario.fix;
import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.procedure.Scenario.Answer;
import culprit.driver.procedure.ScriptedTester.Ending;
import culprit.driver.procedure.ScriptedTester.Runs;
import culprit.driver.replay.Replay;
import culprit.driver.replay.ReplayResult;
import culprit.report.Era;
import culprit.report.Event;
import culprit.report.LogReader;
import culprit.report.Outcome;
import culprit.report.RawText;
import culprit.report.Reading;
import culprit.report.SyzbotText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the procedure tells is a log of syzbot's, on every day since signatures had their 64 digits. */
class ScenarioLogTest {
    /** For two weeks releases were sampled, but logs did not say which. */
    private static final String WITHOUT_SAMPLE = "2023-08-25";

    @TempDir
    private Path directory;

    private TestRepository linux;

    @BeforeEach
    void tellHistory() throws Exception {
        linux = KernelHistory.at(directory.resolve("linux"));
    }

    static Stream<String> days() {
        LocalDate longSignatures = LocalDate.parse("2020-01-23");
        return Rules.changes().stream()
                .filter(day -> day.isAfter(longSignatures))
                .map(LocalDate::toString);
    }

    /** Fails unless every line of the log is known and the events in it give the same log again. */
    private List<Event> assertReadable(Answer answer, String day) throws Exception {
        List<Event> events = new ArrayList<>();
        Reading reading = LogReader.read(
                new ByteArrayInputStream(RawText.bytes(answer.rawLog())), (line, event) -> events.add(event));
        assertThat(reading.unknownLines()).as(answer.log()).isEmpty();
        assertThat(reading.period().contains(LocalDate.parse(day)))
                .as("%s in %s:%n%s", day, reading.period(), answer.log())
                .isTrue();
        SyzbotText text = new SyzbotText(new Era(LocalDate.parse(day)));
        StringBuilder again = new StringBuilder();
        events.forEach(event -> again.append(RawText.of(text.of(event))));
        assertThat(again.toString()).isEqualTo(answer.rawLog());
        if (!day.equals(WITHOUT_SAMPLE)) {
            assertReplayable(answer, day);
        }
        return events;
    }

    /** Fails unless the same decisions follow from what the log says alone. */
    private void assertReplayable(Answer answer, String day) throws Exception {
        Path log = Files.write(directory.resolve("log.txt"), RawText.bytes(answer.rawLog()));
        Replay replay = new Replay(Optional.of(new Era(LocalDate.parse(day))), Optional.of(day), Optional.empty());
        ReplayResult result = replay.of(log, new ByteArrayOutputStream());
        assertThat(result.kind()).as("%s%n%s", result, answer.log()).isEqualTo(ReplayResult.Kind.IDENTICAL);
        assertThat(result.complete()).as("%s%n%s", result, answer.log()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("days")
    void aLogOfACauseCanBeReadAgain(String day) throws Exception {
        assertReadable(cause("905").introducedAt("602").on(day).bisect(linux), day);
        assertReadable(cause("905").introducedAt("605").flaky().on(day).bisect(linux), day);
        assertReadable(
                cause("905").introducedAt("650").sameBinary(500, 650).on(day).bisect(linux), day);
        assertReadable(
                cause("802").introducedAt("605").unbootable(500, 700).on(day).bisect(linux), day);
        assertReadable(cause("401").introducedAt("401").on(day).bisect(linux), day);
    }

    @ParameterizedTest
    @MethodSource("days")
    void aLogWithoutACulpritCanBeReadAgain(String day) throws Exception {
        assertReadable(cause("905").on(day).bisect(linux), day);
        assertReadable(cause("400").on(day).bisect(linux), day);
        assertReadable(cause("802").unbootable(100, 800).on(day).bisect(linux), day);
        assertReadable(
                cause("905").introducedAt("602").spoiled(600, 800).on(day).bisect(linux), day);
        assertReadable(fix("905").fixedAt("900").on(day).bisect(linux), day);
        assertReadable(fix("400").on(day).bisect(linux), day);
        assertReadable(fix("400").unbootable(500, 1000).on(day).bisect(linux), day);
    }

    @ParameterizedTest
    @MethodSource("days")
    void aLogOfAFixCanBeReadAgain(String day) throws Exception {
        assertReadable(fix("400").fixedAt("500").on(day).bisect(linux), day);
        assertReadable(fix("802").introducedAt("704").fixedAt("803").on(day).bisect(linux), day);
        assertReadable(fix("500").fixedAt("601").unbootable(600, 700).on(day).bisect(linux), day);
        assertReadable(fix("904").fixedAt("905").on(day).bisect(linux), day);
    }

    @ParameterizedTest
    @MethodSource("days")
    void aLogWithFailedBuildsCanBeReadAgain(String day) throws Exception {
        assertReadable(
                cause("905").introducedAt("705").unbuildable(701, 703).on(day).bisect(linux), day);
        assertReadable(
                cause("905").introducedAt("702").unbuildable(800, 800).on(day).bisect(linux), day);
        assertReadable(fix("400").unbuildable(500, 1000).on(day).bisect(linux), day);
    }

    @Test
    void anOutcomeOfSeveralLinesIsWrittenAsItIsAndReadAsOne() throws Exception {
        String error = "failed to copy test binary to VM: exit status 1\nssh: timed out\nlost connection\n";
        Answer answer = cause("905")
                .introducedAt("602")
                .clean(Runs.all(Ending.OK).butFirst(all -> 1, new Ending(Outcome.TEST_FAILED, error)))
                .on("2020-03-01")
                .bisect(linux);
        assertThat(answer.conclusion().title()).isEqualTo("602");
        assertThat(answer.log()).contains("""
                run #0: basic kernel testing failed: failed to copy test binary to VM: exit status 1
                ssh: timed out
                lost connection

                run #1: OK
                """);
        assertThat(assertReadable(answer, "2020-03-01"))
                .anyMatch(event -> event instanceof Event.RunsListed listed
                        && listed.runs().get(0).title().equals(error));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, '30s (build: 30s, test: 0s)'",
        "29, 999999999, '59.999999999s (build: 30s, test: 29.999999999s)'",
        "3570, 0, '1h0m0s (build: 30s, test: 59m30s)'",
        "7, 250000000, '37.25s (build: 30s, test: 7.25s)'",
        "0, 120000, '30.00012s (build: 30s, test: 120µs)'",
    })
    void timesAreTheSumsOfTheTests(long seconds, long nanoseconds, String times) throws Exception {
        Answer answer = fix("905")
                .fixedAt("900")
                .taking(Duration.ofSeconds(seconds, nanoseconds))
                .on("2020-03-01")
                .bisect(linux);
        assertThat(answer.rawLog()).contains("revisions tested: 1, total time: " + RawText.of(times) + "\n");
    }
}
