package culprit.report.terminal;

import static culprit.report.Verdict.BAD;
import static culprit.report.Verdict.GOOD;
import static culprit.report.Verdict.SKIP;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.Bytes;
import culprit.report.Conclusion;
import culprit.report.CrashReport;
import culprit.report.Event;
import culprit.report.Golden;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.SyzbotLog;
import culprit.report.Totals;
import culprit.report.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
    private static final Duration BUILD = Duration.ofMinutes(3);
    private static final Duration TEST = Duration.ofMinutes(1);

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final TestingClock clock = new TestingClock();

    @Test
    void tellsABisectionInLines() throws IOException {
        play(progress(Progress.Mode.PLAIN, 80));

        Golden.assertMatches("progress-plain.txt", screen.toByteArray());
    }

    @Test
    void repaintsAStatusLineBelowTheLines() throws IOException {
        play(progress(Progress.Mode.LIVE, 80));

        Golden.assertMatches("progress-live.txt", visible().getBytes(UTF_8));
    }

    @Test
    void isSilentIfToldSo() {
        play(progress(Progress.Mode.NONE, 80));

        assertThat(screen.toByteArray()).isEmpty();
    }

    @Test
    void letsAnotherStreamWriteAboveTheStatusLine(@TempDir Path directory) {
        try (Progress progress = progress(Progress.Mode.LIVE, 80);
                SyzbotLog log = new SyzbotLog(directory.resolve("bisect.log"), List.of(progress.above(screen)))) {
            progress.phase("unpacking kernel source");
            log.accept(new Event.ReleaseTesting("v5.5"));
        }

        assertThat(visible())
                .isEqualTo("unpacking kernel source  0:00 | first test: no estimate yet<erase>"
                        + "testing release v5.5\n"
                        + "unpacking kernel source  0:00 | first test: no estimate yet<erase>");
    }

    @Test
    void staysAtZeroIfTheMachinesClockIsSetBack() {
        try (Progress progress = progress(Progress.Mode.PLAIN, 80)) {
            clock.advance(Duration.ofHours(-1));
            progress.phase("unpacking kernel source");
        }

        assertThat(visible()).isEqualTo("[ 0:00] unpacking kernel source\n");
    }

    @Test
    void showsNoControlCharactersOfAGuest() {
        Run hostile = new Run(0, Outcome.CRASHED, "BUG: \u001b[2Jgone", Bytes.NONE, Path.of("console.txt"), TEST);
        try (Progress progress = progress(Progress.Mode.PLAIN, 80)) {
            progress.accept(new Event.TestJudged(Instant.EPOCH, commit(1), BAD, List.of(hostile), TEST));
        }

        assertThat(visible()).contains("crashed (BUG: \\x1b[2Jgone)");
    }

    @Test
    void keepsLinesWholeWhileAnotherThreadTicks() throws InterruptedException {
        int lines = 500;
        AtomicBoolean done = new AtomicBoolean();
        try (Progress progress = progress(Progress.Mode.LIVE, 80)) {
            progress.phase("warming up");
            Thread ticker = new Thread(() -> {
                while (!done.get()) {
                    progress.tick();
                }
            });
            ticker.setDaemon(true);
            ticker.start();
            IntStream.range(0, lines).forEach(i -> progress.accept(new Event.CulpritFound(commit(1), Bytes.of(""))));
            done.set(true);
            ticker.join();
        }

        String status = "warming up  0:00 | first test: no estimate yet";
        assertThat(visible().replace(status + "<erase>", ""))
                .isEqualTo("[ 0:00] 111111111111 is the first bad commit\n".repeat(lines));
    }

    private Progress progress(Progress.Mode mode, int columns) {
        PrintStream out = new PrintStream(screen, false, UTF_8);
        return new Progress(out, clock, new Progress.Settings(mode, columns, 2, Path.of("work/bisect.log")));
    }

    /** A bisection of two releases and two steps; the second step's kernel does not build. */
    private void play(Progress progress) {
        progress.phase("unpacking kernel source");
        clock.advance(Duration.ofSeconds(9));
        progress.accept(new Event.BisectionStarted(clock.instant(), commit(9), "Linux 5.6"));
        test(progress, 9, "Linux 5.6", BAD);
        progress.accept(new Event.ReleaseTesting("v5.5"));
        test(progress, 1, "Linux 5.5", GOOD);
        progress.accept(new Event.SearchStarted(commit(9), List.of(commit(1))));
        progress.accept(new Event.MergeBaseTesting(commit(2), "Merge the world"));
        test(progress, 2, "Merge the world", GOOD);
        progress.accept(new Event.CommitMarked(GOOD, commit(2)));
        progress.accept(new Event.SearchStepped(2, 1, commit(5), "five"));
        test(progress, 5, "five", BAD);
        progress.accept(new Event.CommitMarked(BAD, commit(5)));
        progress.accept(new Event.SearchStepped(0, 0, commit(4), "four"));
        progress.accept(new Event.TestStarted(clock.instant(), commit(4), "four", "gcc"));
        clock.advance(TEST);
        String error = "foo.c:1: error: no\nmore";
        progress.accept(new Event.BuildFailed(commit(4), error, TEST, Path.of("work/builds/4/build.txt")));
        progress.accept(new Event.TestJudged(Instant.EPOCH, commit(4), SKIP, List.of(), Duration.ZERO));
        progress.accept(new Event.CommitMarked(SKIP, commit(4)));
        progress.accept(new Event.CulpritFound(commit(5), "display".getBytes(ISO_8859_1)));
        progress.accept(new Event.ParentUntested(commit(4)));
        progress.accept(new Event.TestStarted(clock.instant(), commit(4), "four", "gcc"));
        progress.accept(new Event.KernelBuilt(commit(4), "b".repeat(64), BUILD));
        progress.accept(new Event.SignaturesCompared("a".repeat(64), "b".repeat(64)));
        CrashReport crash = new CrashReport("WARNING in foo", Bytes.of("WARNING\n"));
        Totals totals = new Totals(4, Duration.ofMinutes(20), Duration.ofMinutes(15), Duration.ofMinutes(4));
        progress.accept(new Event.BisectionFinished(Conclusion.culprit(commit(5), "five", Optional.of(crash)), totals));
        progress.close();
    }

    private void test(Progress progress, int digit, String title, Verdict verdict) {
        String commit = commit(digit);
        progress.accept(new Event.TestStarted(clock.instant(), commit, title, "gcc"));
        clock.advance(BUILD);
        progress.tick();
        progress.accept(new Event.KernelBuilt(commit, "a".repeat(64), BUILD));
        Outcome outcome = verdict == BAD ? Outcome.CRASHED : Outcome.OK;
        String crash = verdict == BAD ? "WARNING in foo" : "";
        Run first = new Run(0, outcome, crash, Bytes.NONE, Path.of("console.0.txt"), TEST);
        Run second = new Run(1, outcome, crash, Bytes.NONE, Path.of("console.1.txt"), TEST);
        progress.accept(new Event.RunStarted(commit, 0));
        progress.accept(new Event.RunStarted(commit, 1));
        clock.advance(TEST);
        progress.accept(new Event.RunFinished(Instant.EPOCH, commit, second));
        progress.accept(new Event.RunFinished(Instant.EPOCH, commit, first));
        progress.accept(new Event.TestJudged(Instant.EPOCH, commit, verdict, List.of(first, second), TEST));
    }

    private String visible() {
        return screen.toString(UTF_8).replace("\r\u001b[K", "<erase>");
    }

    private static String commit(int digit) {
        return Integer.toHexString(digit).repeat(40);
    }
}
