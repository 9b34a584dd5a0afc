package culprit.report.crash;

import static culprit.report.crash.Captures.PARSER;
import static culprit.report.crash.Captures.bytes;
import static culprit.report.crash.Captures.oops;
import static culprit.report.crash.Captures.parse;
import static culprit.report.crash.Captures.trace;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A console may hold anything: nothing may make the parser throw, or take more than linear time and a flat stack. */
class HostileConsoleTest {
    /** Generous for a loaded machine: quadratic time or more would take minutes. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final int MEGABYTE = 1 << 20;

    @Test
    void survivesMutatedCaptures() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> seeds = captures();
        for (int round = 0; round < 400; round++) {
            byte[] console = mutate(seeds, random).getBytes(ISO_8859_1);
            String name = "seed " + seed + ", round " + round;
            assertThatCode(() -> {
                        Optional<Crash> crash = PARSER.parse(console);
                        if (crash.isPresent()) {
                            assertThat(crash.get().title()).isNotEmpty().hasSizeLessThanOrEqualTo(120);
                            assertThat(PARSER.containsCrash(console, 0)).isTrue();
                            PARSER.parse(console, crash.get().skip());
                            PARSER.parse(console, crash.get().end());
                        }
                    })
                    .as(name)
                    .doesNotThrowAnyException();
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

    private static String mutate(List<String> seeds, Random random) {
        String one = pick(seeds, random);
        String other = pick(seeds, random);
        return switch (random.nextInt(5)) {
            case 0 -> one.substring(random.nextInt(one.length()));
            case 1 -> one.substring(0, random.nextInt(one.length())) + other;
            case 2 -> interleave(one, other, random);
            case 3 -> withRandomBytes(one, random);
            default -> one.replaceFirst("\n", "").replace("[ ", "[");
        };
    }

    private static String pick(List<String> seeds, Random random) {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private static String interleave(String one, String other, Random random) {
        List<String> left = one.lines().toList();
        List<String> right = other.lines().toList();
        StringBuilder mixed = new StringBuilder();
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            boolean fromLeft = j == right.size() || (i < left.size() && random.nextBoolean());
            mixed.append(fromLeft ? left.get(i++) : right.get(j++)).append('\n');
        }
        return mixed.toString();
    }

    private static String withRandomBytes(String one, Random random) {
        StringBuilder text = new StringBuilder(one);
        for (int i = 0; i < 50; i++) {
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
        }
        return text.toString();
    }
}
