package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AcceleratorProbeTest {
    @TempDir
    private Path directory;

    private final Commands commands = new Commands();
    private Path kvm = Path.of("/unset");
    private Path boot = Path.of("/unset");

    @BeforeEach
    void host() throws IOException {
        Programs.require("setsid");
        kvm = Files.createFile(directory.resolve("kvm"));
        boot = Files.writeString(directory.resolve("boot_id"), "first boot\n");
    }

    @AfterEach
    void close() {
        commands.close();
    }

    /** Stands for QEMU: a shell script that ends, or does not, as a guest would make QEMU end. */
    private AcceleratorProbe probe(String script) throws IOException {
        Path qemu =
                Files.writeString(directory.resolve("qemu"), "#!/bin/sh\necho started >>" + calls() + "\n" + script);
        Files.setPosixFilePermissions(qemu, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new AcceleratorProbe(
                commands, directory.resolve("memory"), new AcceleratorProbe.Host(kvm, boot, qemu.toString()));
    }

    private Path calls() {
        return directory.resolve("calls");
    }

    @Test
    void aGuestThatEndsItselfProvesKvm() throws Exception {
        AcceleratorProbe.Choice choice = probe("exit 33").choose();
        assertThat(choice.accelerator()).isEqualTo(Accelerator.KVM);
        assertThat(choice.kvm()).isEqualTo(AcceleratorProbe.Kvm.WORKS);
    }

    @Test
    @Timeout(60)
    void aGuestThatHangsIsNotWaitedForAndMeansTcg() throws Exception {
        long begin = System.nanoTime();
        AcceleratorProbe.Choice choice = probe("trap '' TERM; sleep 600").choose();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        assertThat(choice.accelerator()).isEqualTo(Accelerator.TCG);
        assertThat(choice.kvm()).isEqualTo(AcceleratorProbe.Kvm.HANGS);
        assertThat(choice.reason()).contains("KVM is present but hangs").doesNotContain("\n");
    }

    @Test
    void anEmulatorThatRefusesKvmMeansTcg() throws Exception {
        AcceleratorProbe.Choice choice = probe("exit 1").choose();
        assertThat(choice.kvm()).isEqualTo(AcceleratorProbe.Kvm.REFUSES);
        assertThat(choice.reason()).contains("fails (QEMU exit code 1)");
    }

    @Test
    void theAnswerIsRememberedUntilTheHostBootsAgain() throws Exception {
        assertThat(probe("exit 33").choose()).isEqualTo(probe("exit 1").choose());
        assertThat(Files.readAllLines(calls())).hasSize(1);
        Files.writeString(boot, "second boot\n");
        assertThat(probe("exit 1").choose().accelerator()).isEqualTo(Accelerator.TCG);
    }

    @Test
    void ofThoseThatAskAtTheSameTimeOneFindsItOutForAll() throws Exception {
        AcceleratorProbe probe = probe("sleep 0.5; exit 33");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<AcceleratorProbe.Choice>> answers =
                    threads.invokeAll(Collections.nCopies(4, probe::choose), 30, TimeUnit.SECONDS);
            for (Future<AcceleratorProbe.Choice> answer : answers) {
                assertThat(answer.get().kvm()).isEqualTo(AcceleratorProbe.Kvm.WORKS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Files.readAllLines(calls())).hasSize(1);
    }

    @Test
    @Timeout(60)
    void oneThatNeverFindsItOutIsNotWaitedFor() throws Exception {
        ProbeMemory<String> memory = new ProbeMemory<>(directory.resolve("memory"), new OneLine());
        String works = "works";
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<String> slow = thread.submit(() -> memory.answer("q", Duration.ZERO, () -> {
                begun.countDown();
                enough.await();
                return works;
            }));
            begun.await();
            assertThat(memory.answer("q", Duration.ofMillis(50), () -> works)).isEqualTo(works);
            enough.countDown();
            assertThat(slow.get()).isEqualTo(works);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void aMemoryThatCannotBeUnderstoodIsReplaced() throws Exception {
        for (String damaged :
                List.of("", "first boot", "first boot " + directory + "/qemu\nTCG\nof another version\n")) {
            Files.writeString(directory.resolve("memory"), damaged);
            assertThat(probe("exit 33").choose().kvm()).isEqualTo(AcceleratorProbe.Kvm.WORKS);
        }
        assertThat(Files.readAllLines(calls())).hasSize(3);
        assertThat(Files.readAllLines(directory.resolve("memory"))).contains("WORKS");
    }

    @Test
    void whoMayNotUseTheDeviceIsToldWhichGroupMay() throws Exception {
        String group =
                Files.readAttributes(kvm, PosixFileAttributes.class).group().getName();
        Files.setPosixFilePermissions(kvm, PosixFilePermissions.fromString("rw-rw----"));
        assertThat(AcceleratorProbe.forbidden(kvm)).contains("(join its group, " + group + ", to run");
        Files.setPosixFilePermissions(kvm, PosixFilePermissions.fromString("rw-------"));
        assertThat(AcceleratorProbe.forbidden(kvm)).contains("(nor has its group, " + group + ")");
    }

    @Test
    void theAnswerOfOneEmulatorIsNotTakenForAnothersAnswer() throws Exception {
        assertThat(probe("exit 1").choose().accelerator()).isEqualTo(Accelerator.TCG);
        probe("exit 33");
        Path other = Files.move(directory.resolve("qemu"), directory.resolve("other"));
        AcceleratorProbe.Host host = new AcceleratorProbe.Host(kvm, boot, other.toString());
        assertThat(new AcceleratorProbe(commands, directory.resolve("memory"), host)
                        .choose()
                        .accelerator())
                .isEqualTo(Accelerator.KVM);
    }

    @Test
    void withoutAPlaceForItsMemoryItAnswersAllTheSame() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        probe("exit 33");
        AcceleratorProbe.Host host =
                new AcceleratorProbe.Host(kvm, boot, directory.resolve("qemu").toString());
        assertThat(new AcceleratorProbe(commands, file.resolve("memory"), host)
                        .choose()
                        .accelerator())
                .isEqualTo(Accelerator.KVM);
    }

    @Test
    void withoutADeviceNothingIsStarted() throws Exception {
        Files.delete(kvm);
        assertThat(probe("exit 33").choose().accelerator()).isEqualTo(Accelerator.TCG);
        assertThat(calls()).doesNotExist();
    }

    @Test
    void theProbeGuestIsWhatItsSourceAssemblesTo() throws Exception {
        Programs.require("gcc", "objcopy");
        Path source = directory.resolve("probe.S");
        Files.write(source, resource("probe.S"));
        run("gcc", "-c", "probe.S", "-o", "probe.o");
        run("objcopy", "-O", "binary", "-j", ".text", "probe.o", "probe.bin");
        assertThat(resource("probe.bin")).isEqualTo(Files.readAllBytes(directory.resolve("probe.bin")));
    }

    @Test
    void theResetVectorJumpsToTheStartOfTheFirmware() throws Exception {
        byte[] firmware = ProbeGuest.firmware(ProbeGuest.USUAL_ROUNDS);
        assertThat(firmware).hasSize(64 << 10);
        int target = 0xfff3 + (firmware[0xfff1] & 0xff) + (firmware[0xfff2] << 8);
        assertThat(firmware[0xfff0]).isEqualTo((byte) 0xe9);
        assertThat(target & 0xffff).isZero();
        byte[] guest = resource("probe.bin");
        assertThat(Arrays.copyOf(firmware, guest.length)).isEqualTo(guest);
    }

    private static final class OneLine implements ProbeMemory.Form<String> {
        @Override
        public List<String> lines(String answer) {
            return List.of(answer);
        }

        @Override
        public String answer(List<String> lines) {
            return lines.get(0);
        }
    }

    private void run(String... arguments) throws Exception {
        Command command = new Command(List.of(arguments), directory, Map.of(), directory.resolve("output"));
        assertThat(commands.run(command, Duration.ofSeconds(30)).exitCode()).isZero();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(AcceleratorProbe.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }
}
