package culprit.report.crash;

import static culprit.report.crash.Captures.PARSER;
import static culprit.report.crash.Captures.bytes;
import static culprit.report.crash.Captures.oops;
import static culprit.report.crash.Captures.parse;
import static culprit.report.crash.Captures.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A console may hold anything: nothing may make the parser throw, or take more than linear time and a flat stack. */
class HostileConsoleTest {
    /** Generous for a loaded machine: quadratic time or more would take minutes. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final int MEGABYTE = 1 << 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** {@code -Dculprit.mutations=100000} runs as many as the goal asks for; it takes some minutes. */
    @Test
    void survivesMutatedCaptures(TestReporter reporter) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> captures = captures();
        int rounds = Integer.getInteger("culprit.mutations", 2000);
        double slowest = 0;
        for (int round = 0; round < rounds; round++) {
            Mutation mutation = pick(List.of(Mutation.values()), random);
            byte[] console = bytes(mutation.of(pick(captures, random), pick(captures, random), random));
            String name = "seed " + seed + ", round " + round + ", " + mutation;
            long begin = THREADS.getCurrentThreadCpuTime();
            assertThatCode(() -> check(console)).as(name).doesNotThrowAnyException();
            double seconds = (THREADS.getCurrentThreadCpuTime() - begin) / 1e9;
            slowest = Math.max(slowest, seconds / Math.max(1, console.length / 1e6));
            assertThat(slowest).as("seconds per MB begun, %s", name).isLessThan(1);
        }
        reporter.publishEntry("mutations", rounds + ", the slowest took " + slowest + " s per MB begun");
    }

    private static void check(byte[] console) {
        Optional<Crash> crash = PARSER.parse(console);
        if (crash.isPresent()) {
            assertThat(crash.get().title()).isNotEmpty().hasSizeLessThanOrEqualTo(120);
            assertThat(crash.get().report()).isNotEmpty();
            crash.get().guiltyFile();
            assertThat(PARSER.containsCrash(console, 0)).isTrue();
            assertThat(PARSER.parse(console, crash.get().start()))
                    .map(Crash::title)
                    .contains(crash.get().title());
            PARSER.parse(console, crash.get().end());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "BUG: ",
                "WARNING: ",
                "WARNING: mm/a.c k",
                "WARNING: [",
                "INFO: task ",
                "[1.0] ",
                " login: ",
                "a+0x1/0x2 ",
                "BUG: KASAN: a in f+0x1 ",
                "panic: .a:1:1:1",
                "at: [<1>] f",
                "Call Trace:",
                "_RNBB_",
                "syz-executor.1.1",
                "\0",
                "\u00ff"
            })
    void takesLinearTimeForOneEndlessLine(String unit) {
        byte[] console = bytes("[    1.0] BUG: " + unit.repeat(MEGABYTE / unit.length()));

        assertTimeout(SOON, () -> PARSER.parse(console));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n", "a\n", "[    1.0] f+0x1/0x2\n", "[    1.0] Call Trace:\n", "[    1.0] BUG: KASAN: a in f+0x1\n",
                "[    1.0] WARNING: mm/x.c\n", "[    1.0] INFO: task \n", "[    1.0] ** x\n", "\r\n",
                        "[    1.0][  T1] BUG: x\n"
            })
    void takesLinearTimeForManyLines(String line) {
        byte[] console = bytes("[    1.0] INFO: suspicious RCU usage\n" + line.repeat(100_000));

        assertTimeout(SOON, () -> PARSER.parse(console));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WARNING: mm/.c ",
                "WARNING: a",
                "INFO: task blocked ",
                "a/a.",
                "a.a:1",
                "aaaa",
                "[1.0] ",
                " login: ",
                "at: [<1>] ",
                "BUG: KASAN: a",
                "general protection fault error:1 in",
                "handler WARNING:",
                "at [] a.c:1 at "
            })
    void takesBoundedTimeForEachOfManyLongLines(String unit) {
        String line = unit.repeat(Console.LONGEST_TEXT / unit.length());
        String head = "[    1.0] INFO: suspicious RCU usage\n[    1.1] WARNING: x\n";
        byte[] console = bytes(head + (line + "\n").repeat(50));
        byte[] anchored = bytes(head + ("[    1.0] WARNING: [" + line + "\n").repeat(50));

        assertTimeout(SOON, () -> PARSER.parse(console));
        assertTimeout(SOON, () -> PARSER.parse(anchored, head.length()));
    }

    @Test
    void seesAMessageBehindAFloodWithoutLineEnds() {
        String flood = ".".repeat(MEGABYTE + 12_345);
        Crash crash = parse(flood + oops("divide error: 0000 [#1]", "gizmo_read"));

        assertThat(crash.title()).startsWith("divide error in ");
        assertThat(crash.start()).isEqualTo(MEGABYTE);
    }

    /** On a stack so small that nothing may recurse over the text. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "BUG: ", "a+0x1/0x2 ", "\u00ff"})
    void readsALineOf100MegabytesOnASmallStack(String unit) throws InterruptedException {
        byte[] console = new byte[100_000_000];
        byte[] pattern = bytes(unit);
        for (int i = 0; i < console.length; i++) {
            console[i] = pattern[i % pattern.length];
        }
        System.arraycopy(bytes("[    1.0] BUG: "), 0, console, 0, 15);
        AtomicReference<Optional<Crash>> crash = new AtomicReference<>(Optional.empty());
        Thread reader = new Thread(null, () -> crash.set(PARSER.parse(console)), "reader", 128 << 10);
        reader.start();
        reader.join();

        assertThat(crash.get()).map(Crash::title).isPresent();
    }

    @Test
    void takesBoundedTimeForEachOfManyCrashes() {
        byte[] console = bytes("[    1.0] BUG: workqueue lockup\n".repeat(3000));

        CrashStream stream = new CrashStream(PARSER);
        stream.append(console, 0, console.length);
        assertTimeout(SOON, () -> {
            for (int i = 0; i < 100; i++) {
                assertThat(stream.take()).isPresent();
                assertThat(stream.line()).isEqualTo(i + 1);
            }
        });
    }

    /** The corpus too, when it is at hand. */
    private static List<String> captures() {
        List<String> captures = new ArrayList<>(List.of(
                Captures.OOPS,
                oops("WARNING: CPU: 1 PID: 9 at mm/x.c:12 gizmo_read+0x1/0x2", "gizmo_read", "outer_call"),
                trace("INFO: task sh:9 blocked for more than 120 seconds.", "__schedule", "gizmo_wait")));
        if (Files.isDirectory(CorpusCase.ROOT)) {
            CorpusCase.all().forEach(one -> captures.add(one.log()));
        }
        return captures;
    }

    private static <T> T pick(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
