package culprit.report;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.Recordings.ReadLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logs that were damaged at random; {@code -Dculprit.mutations=100000} asks for more of them. */
class MutatedLogsTest {
    private static final int MUTATIONS = Integer.getInteger("culprit.mutations", 4000);
    private static final long SEED = Long.getLong("culprit.seed", 20260817L);
    private static final int LARGEST = 40_000;
    private static final long SECOND = 1_000_000_000L;

    /** What a careless tool may put into a log, and lines where no one expects them. */
    private static final List<String> SPLINTERS = List.of(
            "\n",
            "\r\n",
            "\u0000",
            "\u00ff\u00fe",
            "run #3: OK\n",
            "all runs: infra problem: gone\n",
            "kernel signature: 0\n",
            "# git bisect good ",
            "# git bisect start v5.1 v5.0\n",
            "Bisecting: 01 revisions left to test after this (roughly 1 steps)\n",
            "There are only 'skip'ped commits left to test.\n",
            "revisions tested: 7, total time: 1h0m0s (build: 3m0s, test: 0s)\n",
            "error: no\n",
            "cc: [\"a\\x00\" \"b\"]\n",
            "crash: x\n",
            "failed building " + "a".repeat(40) + ": x\n",
            "compiler: \n",
            "testing commit " + "b".repeat(40) + " clang\n",
            "# configuration already minimized\n");

    @Test
    @Timeout(3600)
    void areWrittenAgainFromTheirEventsToo() throws IOException {
        List<byte[]> logs = logs();
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] log = mutated(logs.get(random.nextInt(logs.size())), random);
            long begin = System.nanoTime();
            ReadLog read = Recordings.read(log);
            byte[] written = read.written();
            long elapsed = System.nanoTime() - begin;

            int difference = Arrays.mismatch(written, log);
            assertThat(difference)
                    .as("mutation %d of seed %d differs at %s", i, SEED, excerpt(log, difference))
                    .isEqualTo(-1);
            assertThat(elapsed)
                    .as("nanoseconds for mutation %d of seed %d", i, SEED)
                    .isLessThan(SECOND);
        }
    }

    private static String excerpt(byte[] log, int index) {
        int from = Math.max(0, index - 300);
        return RawText.of(Arrays.copyOfRange(log, from, Math.min(log.length, from + 600)));
    }

    private static List<byte[]> logs() throws IOException {
        List<byte[]> logs = new ArrayList<>();
        for (String directory : List.of("seeds", "cause")) {
            for (Path file : Recordings.files(directory)) {
                if (Files.size(file) < LARGEST) {
                    logs.add(Files.readAllBytes(file));
                }
            }
        }
        return logs;
    }

    private static byte[] mutated(byte[] log, Random random) {
        byte[] mutated = log;
        for (int i = random.nextInt(4); i >= 0; i--) {
            mutated = mutatedOnce(mutated, random);
        }
        return mutated;
    }

    private static byte[] mutatedOnce(byte[] log, Random random) {
        int at = random.nextInt(log.length + 1);
        int line = start(log, at);
        int end = Math.min(log.length, line + 1 + random.nextInt(200));
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(log, at);
            case 1 -> replaced(log, at, at, RawText.bytes(SPLINTERS.get(random.nextInt(SPLINTERS.size()))));
            case 2 -> replaced(log, line, line, RawText.bytes(SPLINTERS.get(random.nextInt(SPLINTERS.size()))));
            case 3 -> replaced(log, line, end, new byte[0]);
            case 4 -> replaced(log, line, start(log, end), new byte[0]);
            case 5 -> replaced(log, line, line, Arrays.copyOfRange(log, line, start(log, end)));
            default -> replaced(log, at, Math.min(log.length, at + 1), new byte[] {(byte) random.nextInt(256)});
        };
    }

    /** The index of the start of the line that this index is in. */
    private static int start(byte[] log, int index) {
        int at = index;
        while (at > 0 && log[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    private static byte[] replaced(byte[] log, int from, int to, byte[] other) {
        ByteArrayOutputStream replaced = new ByteArrayOutputStream();
        replaced.write(log, 0, from);
        replaced.writeBytes(other);
        replaced.write(log, Math.max(from, to), log.length - Math.max(from, to));
        return replaced.toByteArray();
    }
}
