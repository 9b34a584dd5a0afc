package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedProbeTest {
    private static final String WORK = "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; ";
    private static final String SLOW = "case $* in */rounds-1.bin*) exit 33;; esac; " + WORK + "exit 33";

    @TempDir
    private Path directory;

    private final Commands commands = new Commands();
    private Path boot = Path.of("/unset");

    @BeforeEach
    void host() throws IOException {
        Programs.require("setsid");
        boot = Files.writeString(directory.resolve("boot_id"), "first boot\n");
    }

    @AfterEach
    void close() {
        commands.close();
    }

    /** Stands for QEMU: a shell script that takes as long as it likes. */
    private Speed measured(String script, Accelerator accelerator) throws Exception {
        Path qemu = Files.writeString(
                directory.resolve("qemu"), "#!/bin/sh\necho started >>" + directory.resolve("calls") + "\n" + script);
        Files.setPosixFilePermissions(qemu, PosixFilePermissions.fromString("rwxr-xr-x"));
        AcceleratorProbe.Host host = new AcceleratorProbe.Host(directory.resolve("kvm"), boot, qemu.toString());
        return new SpeedProbe(commands, directory.resolve("speed"), host).measure(accelerator);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(directory.resolve("calls"));
    }

    @Test
    void theTimeOfTheLoopCountsAndNotThatOfItsGuest() throws Exception {
        double same = measured(WORK + "exit 33", Accelerator.TCG).slowdown();
        Files.delete(directory.resolve("speed"));
        // Usual are 14 ms, and no shell is that fast.
        assertThat(measured(SLOW, Accelerator.TCG).slowdown()).isGreaterThan(5).isGreaterThan(2 * same);
    }

    @Test
    void onlyTimeForWhichAGuestHasAProcessorCounts() throws Exception {
        String waiting = "case $* in */rounds-1.bin*) exit 33;; *) sleep 0.7; exit 33;; esac";
        assertThat(measured(waiting, Accelerator.TCG).slowdown()).isLessThan(5);
    }

    @Test
    void aGuestThatDoesNotComeThroughTellsNothing() throws Exception {
        assertThat(measured("exit 1", Accelerator.TCG)).isEqualTo(Speed.USUAL);
    }

    @Test
    void theAnswerIsRememberedForAnAcceleratorUntilTheHostBootsAgain() throws Exception {
        Speed first = measured(SLOW, Accelerator.TCG);
        assertThat(calls()).hasSize(4);
        assertThat(measured("exit 33", Accelerator.TCG).slowdown())
                .isEqualTo(Double.parseDouble(
                        Files.readAllLines(directory.resolve("speed")).get(1)));
        assertThat(calls()).hasSize(4);
        assertThat(measured("exit 33", Accelerator.KVM).slowdown()).isLessThan(first.slowdown());
        assertThat(calls()).hasSize(8);
        Files.writeString(boot, "second boot\n");
        measured("exit 33", Accelerator.KVM);
        assertThat(calls()).hasSize(12);
        Files.writeString(directory.resolve("speed"), "second boot " + directory + "/qemu kvm\nfast\n");
        measured("exit 33", Accelerator.KVM);
        assertThat(calls()).hasSize(16);
    }

    @Test
    void nothingIsLeftOfItsGuests() throws Exception {
        measured("exit 33", Accelerator.TCG);
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("culprit-probe"))
                            .filter(file -> Files.exists(file.resolve("rounds-10000000.bin"))))
                    .isEmpty();
        }
    }

    @Test
    void limitsGrowWithTheSlownessUpToFiveTimes() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(new Speed(0.5).stretched(minute)).isEqualTo(minute);
        assertThat(Speed.USUAL.stretched(minute)).isEqualTo(minute);
        assertThat(new Speed(2.504).stretched(minute)).isEqualTo(Duration.ofSeconds(150));
        assertThat(new Speed(80).stretched(minute)).isEqualTo(Duration.ofMinutes(5));
    }
}
