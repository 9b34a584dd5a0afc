package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import culprit.report.crash.CrashRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell stands for QEMU. */
class GuestWatchTest {
    private static final QemuRunner.Limits LIMITS =
            new QemuRunner.Limits(Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofSeconds(3));

    @TempDir
    private Path directory;

    /** A guest that is up from the beginning and never says that the reproducer has ended. */
    private static final Signs UP = new Signs() {
        @Override
        public boolean look() {
            return false;
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public Optional<Integer> exit() {
            return Optional.empty();
        }
    };

    private boolean isTakenForSilent(Process guest) throws Exception {
        ConsoleDirectory consoles = new ConsoleDirectory(directory, 1 << 20, warning -> {});
        try (Console console = new Console(Console.parser(CrashRules.OF_LINUX), consoles.begin("guest"))) {
            GuestWatch watch = new GuestWatch(console, LIMITS, UP, guest);
            watch.untilOver();
            return watch.silent();
        } finally {
            guest.destroyForcibly();
        }
    }

    private static Process shell(String... command) throws Exception {
        return new ProcessBuilder(command).start();
    }

    @Test
    void aGuestThatSaysNothingIsSilent() throws Exception {
        assertThat(isTakenForSilent(shell("sleep", "600"))).isTrue();
    }

    @Test
    void aGuestThatHardlyGetsAProcessorIsNotSilentOnlyBecauseItTakesLong() throws Exception {
        Programs.require("taskset", "nice");
        assumeTrue(Files.exists(Path.of("/proc/self/schedstat")), "the kernel does not count who waits");
        Process busy = shell("taskset", "-c", "0", "sh", "-c", "while :; do :; done");
        try {
            String speaking = "while :; do i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); done; echo x; done";
            assertThat(isTakenForSilent(shell("taskset", "-c", "0", "nice", "-n", "19", "sh", "-c", speaking)))
                    .isFalse();
        } finally {
            busy.destroyForcibly();
        }
    }
}
