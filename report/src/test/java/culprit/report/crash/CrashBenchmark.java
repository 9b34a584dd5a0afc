package culprit.report.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * How fast consoles are read, warm, in processor time of one core. Not part of the suite: run it with {@code mvn test -pl
 * report -Dtest=CrashBenchmark} and look into {@code target/crash-benchmark.txt}. Goals: all logs of the developers' half
 * of the corpus in less than 1 s, a quiet console at 150 MB/s or more.
 */
class CrashBenchmark {
    private static final int ROUNDS = 15;
    private static final int QUIET_SIZE = 64 << 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final CrashParser PARSER = new CrashParser();

    @Test
    void measures() throws IOException {
        List<String> figures = new ArrayList<>();
        figures.add("machine: " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, JDK "
                + System.getProperty("java.version"));
        if (Files.isDirectory(CorpusCase.ROOT)) {
            List<byte[]> logs =
                    CorpusCase.all().stream().map(CorpusCase::console).toList();
            figures.add("corpus: " + figures(logs) + " (goal: less than 1000 ms)");
        }
        byte[] quiet = quietConsole();
        figures.add("quiet console: " + figures(List.of(quiet)) + " (goal: 150 MB/s or more)");
        String beginning = new String(quiet, 0, 1 << 20, ISO_8859_1);
        figures.add("1 MiB before a crash: " + figures(List.of(Captures.bytes(beginning + Captures.OOPS))));
        Files.write(Path.of("target/crash-benchmark.txt"), figures);
    }

    private static long crashes(List<byte[]> logs) {
        return logs.stream().map(PARSER::parse).filter(Optional::isPresent).count();
    }

    /** The median of the later half of the rounds: the earlier ones warm up. */
    private static String figures(List<byte[]> logs) {
        long[] nanos = new long[ROUNDS];
        long found = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            found = crashes(logs);
            nanos[i] = THREADS.getCurrentThreadCpuTime() - begin;
        }
        long[] warm = Arrays.copyOfRange(nanos, ROUNDS / 2, ROUNDS);
        Arrays.sort(warm);
        long bytes = logs.stream().mapToLong(log -> log.length).sum();
        long median = warm[warm.length / 2];
        return String.format(
                Locale.ROOT,
                "%.1f ms for %.2f MB, %.0f MB/s, %d crashes",
                median / 1e6,
                bytes / 1e6,
                bytes * 1e3 / median,
                found);
    }

    /** What a kernel says while it boots and works, again and again. */
    private static byte[] quietConsole() {
        byte[] lines = """
                [    0.000000][    T0] Linux version 6.1.0 (gcc (Debian 12.2.0-14) 12.2.0) #1 SMP PREEMPT_DYNAMIC
                [    0.004000][    T0] BIOS-provided physical RAM map:
                [    0.004000][    T0] BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable
                [    1.219353][    T1] pci 0000:00:01.1: reg 0x20: [io  0xc040-0xc04f]
                [    2.560117][    T1] IPv6: ADDRCONF(NETDEV_CHANGE): veth1_to_bridge: link becomes ready
                [    5.018206][ T4041] EXT4-fs (sda1): mounted filesystem without journal. Opts: (null)
                2026/11/21 10:00:00 executed programs: 12
                [   33.112004][ T5123] device veth0_vlan entered promiscuous mode
                """.getBytes(ISO_8859_1);
        ByteArrayOutputStream console = new ByteArrayOutputStream(QUIET_SIZE + lines.length);
        while (console.size() < QUIET_SIZE) {
            console.writeBytes(lines);
        }
        return console.toByteArray();
    }
}
