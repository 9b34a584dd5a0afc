package culprit.report;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Short ways to make events of the tests, and the log they make. */
final class EventTexts {
    static final Instant AT = Instant.parse("2020-03-01T12:00:00Z");
    static final String COMPILER = "gcc (GCC) 8.1.0";

    private EventTexts() {}

    /** Forty times the digit: a commit. */
    static String commit(int digit) {
        return Integer.toHexString(digit).repeat(40);
    }

    /** Sixty-four times the digit: a signature. */
    static String signature(int digit) {
        return Integer.toHexString(digit).repeat(64);
    }

    static Event.TestStarted started(int commit) {
        return new Event.TestStarted(AT, commit(commit), "title", COMPILER);
    }

    static Event.KernelBuilt built(int commit) {
        return new Event.KernelBuilt(commit(commit), signature(commit), Duration.ofMinutes(5));
    }

    static Run run(int number, Outcome outcome, String title) {
        return new Run(number, outcome, title, Bytes.NONE, Path.of("console.txt"), Duration.ofSeconds(90));
    }

    static List<Run> runs(int count, Outcome outcome, String title) {
        return IntStream.range(0, count).mapToObj(i -> run(i, outcome, title)).toList();
    }

    static Event.TestJudged judged(int commit, Verdict verdict, List<Run> runs) {
        return new Event.TestJudged(Instant.EPOCH, commit(commit), verdict, runs, Duration.ofMinutes(2));
    }

    static Totals totals(int revisions) {
        return new Totals(
                revisions,
                Duration.ofMinutes(130).plusNanos(500),
                Duration.ofSeconds(3723, 45_000_000),
                Duration.ofHours(1));
    }

    static byte[] log(List<? extends Event> events) {
        SyzbotText text = new SyzbotText();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        events.forEach(event -> log.writeBytes(text.of(event)));
        return log.toByteArray();
    }
}
