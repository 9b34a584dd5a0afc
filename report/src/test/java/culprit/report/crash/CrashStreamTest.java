package culprit.report.crash;

import static culprit.report.crash.Captures.PARSER;
import static culprit.report.crash.Captures.bytes;
import static culprit.report.crash.Captures.oops;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A console that arrives in pieces is read as it would be in one. */
class CrashStreamTest {
    private static final int KILOBYTE = 1 << 10;
    private static final int MEGABYTE = 1 << 20;
    private static final String QUIET = "[    1.000000] usb 1-1: nothing to see here\n";

    private final CrashStream stream = new CrashStream(PARSER);

    private void append(String text) {
        byte[] bytes = bytes(text);
        stream.append(bytes, 0, bytes.length);
    }

    /** Feeds the console in pieces of 1 byte to {@code longest}, as far as it is wanted. */
    private static Optional<Crash> inPieces(byte[] console, Random random, int longest) {
        CrashStream stream = new CrashStream(PARSER);
        for (int start = 0; start < console.length && !stream.isFull(); ) {
            int length = Math.min(1 + random.nextInt(longest), console.length - start);
            stream.append(console, start, length);
            start += length;
        }
        return stream.take().map(crash -> shifted(crash, (int) stream.base()));
    }

    private static Crash shifted(Crash crash, int by) {
        return new Crash(
                crash.title(),
                crash.altTitles(),
                crash.type(),
                crash.frame(),
                crash.corruption(),
                crash.suppressed(),
                crash.panicked(),
                crash.executor(),
                crash.report(),
                crash.reportHead(),
                crash.start() + by,
                crash.end() + by,
                crash.skip() + by);
    }

    private static byte[] between(byte[] before, byte[] console, byte[] behind) {
        byte[] all = Arrays.copyOf(before, before.length + console.length + behind.length);
        System.arraycopy(console, 0, all, before.length, console.length);
        System.arraycopy(behind, 0, all, before.length + console.length, behind.length);
        return all;
    }

    @Test
    void everyCaptureIsReadInPiecesAsInOne() {
        Assumptions.assumeTrue(Files.isDirectory(CorpusCase.ROOT), "no crash corpus at " + CorpusCase.ROOT);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (CorpusCase one : CorpusCase.all()) {
            byte[] console = one.console();
            Optional<Crash> whole = PARSER.parse(console);
            for (int longest : List.of(1, 20, 500, 64 * KILOBYTE)) {
                assertThat(inPieces(console, random, longest))
                        .as("seed %s: %s in pieces of up to %s", seed, one.name(), longest)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void capturesInTheMiddleOfLongConsolesAreReadInPiecesAsInOne() {
        Assumptions.assumeTrue(Files.isDirectory(CorpusCase.ROOT), "no crash corpus at " + CorpusCase.ROOT);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<CorpusCase> cases = new ArrayList<>(CorpusCase.all());
        for (int round = 0; round < 20; round++) {
            CorpusCase one = cases.get(random.nextInt(cases.size()));
            byte[] console = between(
                    bytes(QUIET.repeat(random.nextInt(4 * MEGABYTE) / QUIET.length())),
                    one.console(),
                    bytes(QUIET.repeat(random.nextInt(2 * MEGABYTE) / QUIET.length())));
            assertThat(inPieces(console, random, 64 * KILOBYTE))
                    .as("seed %s, round %s: %s", seed, round, one.name())
                    .isEqualTo(PARSER.parse(console));
        }
    }

    @Test
    void longLinesAreBrokenAtTheSamePlacesHoweverTheyArrive() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            String flood = ".".repeat(random.nextInt(3 * MEGABYTE));
            String text = QUIET + flood + oops("divide error: 0000 [#1]", "gizmo_read") + flood + "\n" + QUIET;
            assertThat(inPieces(bytes(text), random, 64 * KILOBYTE))
                    .as("seed %s, round %s", seed, round)
                    .isEqualTo(PARSER.parse(bytes(text)));
        }
    }

    @Test
    void aCrashBeginsWhenItsLineIsWhole() {
        append("[    1.0] BUG: kernel NULL poin");
        assertThat(stream.hasCrash()).isFalse();
        append("ter dereference, address: 0\n");
        assertThat(stream.hasCrash()).isTrue();
    }

    @Test
    void theMiddleOfAWordIsNotTheWord() {
        append("O");
        append("DEBUG: kernel NULL pointer dereference\n");
        assertThat(stream.hasCrash()).isFalse();
        assertThat(stream.take()).isEmpty();
    }

    @Test
    void aMessageThatIsPrintedAgainIsNoCrashYet() {
        append("[    1.0] BUG: kernel NULL pointer\n");
        append("[    1.0] ** replaying previous printk message **\n");
        assertThat(stream.hasCrash()).isFalse();
    }

    @Test
    void theLastLineNeedsNoEnd() {
        append("[    1.0] kernel BUG at mm/x.c:12!");
        assertThat(stream.hasCrash()).isFalse();
        assertThat(stream.take()).isPresent();
    }

    @Test
    void aReportIsFullWhenNothingInItAnnouncesAnythingForLong() {
        append(oops("divide error: 0000 [#1]", "gizmo_read"));
        int appended = 0;
        while (!stream.isFull()) {
            append(QUIET);
            appended += QUIET.length();
        }
        assertThat(appended).isBetween(127 * KILOBYTE, 129 * KILOBYTE);
        assertThatThrownBy(() -> append(QUIET)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aConsoleThatAnnouncesCrashesWithoutEndIsFullAtLast() {
        int appended = 0;
        while (!stream.isFull()) {
            append("[    1.0] BUG: and so on\n");
            appended += 25;
        }
        assertThat(appended).isBetween(MEGABYTE, MEGABYTE + KILOBYTE);
    }

    @Test
    void eachCrashIsTakenOnce() {
        append(oops("divide error: 0000 [#1]", "gizmo_read"));
        append(QUIET);
        append(oops("general protection fault: 0000 [#2]", "gadget_write"));
        List<String> titles = new ArrayList<>();
        for (Optional<Crash> crash = stream.take(); crash.isPresent(); crash = stream.take()) {
            titles.add(crash.get().title());
        }
        assertThat(titles).first().asString().startsWith("divide error in");
        assertThat(titles).anyMatch(title -> title.startsWith("general protection fault in"));
        assertThat(stream.hasCrash()).isFalse();
    }
}
