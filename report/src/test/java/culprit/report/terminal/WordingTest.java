package culprit.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.Bytes;
import culprit.report.Outcome;
import culprit.report.RawText;
import culprit.report.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void disarmsWhatCouldControlTheTerminal() {
        assertThat(Wording.raw("\u001b[2J\r\nx\u0007\u009b1m")).isEqualTo("\\x1b[2J\\x0d\\x0ax\\x07\ufffd1m");
        assertThat(RawText.visible("a\u202eb\u0085")).isEqualTo("a\\u202eb\\x85");
    }

    @Test
    void readsTitlesAsUtf8() {
        assertThat(Wording.raw("J\u00c3\u00bcrgen \"a\" -> 'b' \\o")).isEqualTo("J\u00fcrgen \"a\" -> 'b' \\o");
    }

    @Test
    void roundsDurationsToTwoUnits() {
        assertThat(Wording.rough(Duration.ofMillis(59_900))).isEqualTo("59s");
        assertThat(Wording.rough(Duration.ofSeconds(65))).isEqualTo("1m05s");
        assertThat(Wording.rough(Duration.ofSeconds(23_530))).isEqualTo("6h32m");
    }

    @Test
    void showsRunningTimesLikeAClock() {
        assertThat(Wording.clock(Duration.ofSeconds(7))).isEqualTo("0:07");
        assertThat(Wording.clock(Duration.ofSeconds(3599))).isEqualTo("59:59");
        assertThat(Wording.clock(Duration.ofSeconds(90_061))).isEqualTo("25:01:01");
    }

    @Test
    void countsRunsByOutcomeCrashesFirst() {
        List<Run> mixed = List.of(
                run(0, Outcome.OK, ""),
                run(1, Outcome.CRASHED, "B"),
                run(2, Outcome.CRASHED, "A"),
                run(3, Outcome.CRASHED, "A"),
                run(4, Outcome.BOOT_FAILED, "panic"));

        assertThat(Wording.runs(mixed))
                .isEqualTo("3 of 5 runs crashed (A and 1 other title), 1 OK, 1 did not boot (panic)");
        assertThat(Wording.runs(List.of(run(0, Outcome.OK, "")))).isEqualTo("1 of 1 run OK");
    }

    @Test
    void namesTheConsoleOfTheFirstRunThatShowsWhatMattersMost() {
        List<Run> mixed = List.of(
                run(0, Outcome.BOOT_FAILED, "panic"),
                run(1, Outcome.CRASHED, "B"),
                run(2, Outcome.CRASHED, "A"),
                run(3, Outcome.CRASHED, "A"),
                run(4, Outcome.OK, ""));

        assertThat(Wording.console(mixed)).isEqualTo(" (see console.2.txt.gz)");
        assertThat(Wording.console(mixed.subList(0, 1))).isEqualTo(" (see console.0.txt.gz)");
    }

    @Test
    void namesNoConsoleIfAllIsWellOrNoneWasKept() {
        assertThat(Wording.console(List.of(run(0, Outcome.OK, "")))).isEmpty();
        assertThat(Wording.console(List.of(Run.recorded(0, Outcome.CRASHED, "A"))))
                .isEmpty();
        assertThat(Wording.console(List.of())).isEmpty();
    }

    private static Run run(int number, Outcome outcome, String title) {
        return new Run(
                number, outcome, title, Bytes.NONE, Path.of("console." + number + ".txt.gz"), Duration.ofSeconds(5));
    }
}
