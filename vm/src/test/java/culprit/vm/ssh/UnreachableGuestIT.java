package culprit.vm.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.report.crash.CrashRules;
import culprit.vm.Accelerator;
import culprit.vm.Commands;
import culprit.vm.ConsoleDirectory;
import culprit.vm.Execution;
import culprit.vm.Gunzip;
import culprit.vm.Kernel;
import culprit.vm.Machine;
import culprit.vm.Programs;
import culprit.vm.QemuRunner;
import culprit.vm.Reproducer;
import culprit.vm.RunOutcome;
import culprit.vm.RunOutcome.Kind;
import culprit.vm.TinyGuest;
import culprit.vm.symbols.DebugInfo;
import culprit.vm.symbols.Symboliser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real QEMU and ssh, with guests that write to the console and do nothing else. */
class UnreachableGuestIT {
    private static final String BOOT = "[    0.000000] Linux version 6.1.0\r\n";
    private static final String OOPS = """
            [    1.500000][    T1] BUG: kernel NULL pointer dereference, address: 0000000000000018
            [    1.500000][    T1] CPU: 0 PID: 1 Comm: swapper Not tainted 6.1.0 #0
            [    1.500000][    T1] RIP: 0010:gizmo_probe+0x4f/0xa0
            [    1.500000][    T1] Call Trace:
            [    1.500000][    T1]  <TASK>
            [    1.500000][    T1]  do_one_initcall+0x55/0x80
            [    1.500000][    T1]  </TASK>
            """;

    @TempDir
    private Path directory;

    private final Commands commands = new Commands();

    @BeforeEach
    void requirePrograms() {
        Programs.require("qemu-system-x86_64", "ssh", "scp", "gcc", "ld");
    }

    @AfterEach
    void noGuestOrFileSurvives() throws Exception {
        commands.close();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (Stream<Path> files = Files.list(temporary)) {
            String ours = "culprit-vm-" + ProcessHandle.current().pid() + "-";
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith(ours));
        }
    }

    private RunOutcome run(String script, SshRunner.Ports ports) throws Exception {
        return run(script, Duration.ofSeconds(4), ports);
    }

    private RunOutcome run(String script, Duration bootLimit, SshRunner.Ports ports) throws Exception {
        return runner(bootLimit).run(TinyGuest.that(commands, directory, script), reproducer(), 0, ports);
    }

    private Reproducer reproducer() {
        Path nothing = directory.resolve("key");
        return new Reproducer(nothing, nothing, Map.of());
    }

    private SshRunner runner(Duration bootLimit) throws Exception {
        return runner("qemu-system-x86_64", bootLimit);
    }

    private SshRunner runner(String qemu, Duration bootLimit) throws Exception {
        Path key = Files.writeString(directory.resolve("key"), "no key");
        Path image = Files.write(directory.resolve("image"), new byte[1 << 20]);
        Disk disk = new Disk(DiskImage.of(image), Optional.empty(), new Login(key, "root", 22), "e1000");
        SshRunner.Guest guest = new SshRunner.Guest(
                new Machine(qemu, Accelerator.TCG, 64, 1, ""),
                disk,
                new QemuRunner.Limits(bootLimit, Duration.ofSeconds(30), Duration.ofMinutes(5)),
                Execution.ONCE);
        return new SshRunner(
                commands,
                guest,
                new ConsoleDirectory(directory.resolve("consoles"), 1 << 20, warning -> {}),
                CrashRules.OF_LINUX);
    }

    private RunOutcome run(String script) throws Exception {
        return run(script, UnreachableGuestIT::freePort);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aGuestThatLetsNobodyInHasNotBootedInTheWordsOfSyzbot() throws Exception {
        RunOutcome outcome = run(BOOT);
        assertThat(outcome.kind()).isEqualTo(Kind.BOOT_FAILED);
        assertThat(outcome.title()).isEqualTo("can't ssh into the instance");
        assertThat(outcome.elapsed()).isBetween(Duration.ofSeconds(4), Conversation.COPY_LIMIT);
        assertThat(Gunzip.of(outcome.console())).startsWith(BOOT);
        assertThat(directory.resolve("consoles/guest.0.qemu.txt")).doesNotExist();
        assertThat(outcome.details().course().machine()).isEqualTo("pc with bzImage");
    }

    @Test
    void aGuestThatLetsNobodyInIsAskedWhereItIs() throws Exception {
        RunOutcome outcome = run(BOOT + TinyGuest.HANG);
        assertThat(outcome.kind()).isEqualTo(Kind.BOOT_FAILED);
        DebugInfo own = new DebugInfo(directory.resolve("guest"), List.of());
        try (Symboliser symboliser = new Symboliser(commands, Optional.of(own))) {
            assertThat(symboliser.symboliseRegisters(outcome.details().state()))
                    .startsWith("VM status: running\n")
                    .containsPattern("""
                            (?m)^RIP: 0010:hang_inside[+].*
                            Call Trace:
                             [?] hang_between[+].*
                             [?] hang_outside[+].*
                             [?] play[+].*
                            EIP=""");
        }
    }

    @Test
    void aQemuThatIsTerminatedSaysNothingAboutTheKernel() throws Exception {
        RunOutcome outcome = struck(ProcessHandle::destroy);
        assertThat(outcome.kind()).isEqualTo(Kind.INFRA);
        assertThat(outcome.title()).isEqualTo("QEMU was ended from outside (host-signal)");
    }

    @Test
    void aQemuThatIsKilledSaysNothingAboutTheKernel() throws Exception {
        RunOutcome outcome = struck(ProcessHandle::destroyForcibly);
        assertThat(outcome.kind()).isEqualTo(Kind.INFRA);
        assertThat(outcome.title()).isEqualTo("QEMU ended with exit code 137: no message");
    }

    @Test
    void aQemuThatIsStoppedSaysNothingAboutTheKernel() throws Exception {
        RunOutcome outcome = struck(qemu -> {
            Process kill = new ProcessBuilder("kill", "-s", "STOP", Long.toString(qemu.pid())).start();
            assertThat(kill.waitFor()).isZero();
        });
        assertThat(outcome.kind()).isEqualTo(Kind.INFRA);
        assertThat(outcome.title()).isEqualTo("QEMU does not answer any more");
    }

    private interface Fault {
        void strike(ProcessHandle qemu) throws Exception;
    }

    /** A run whose QEMU comes to harm once its guest has begun. */
    private RunOutcome struck(Fault fault) throws Exception {
        Path here = directory.resolve("here");
        Path qemu = Files.writeString(
                directory.resolve("qemu"),
                "#!/bin/sh\necho $$ >" + directory + "/pid\nexec qemu-system-x86_64 \"$@\" -debugcon file:" + here
                        + "\n");
        assertThat(qemu.toFile().setExecutable(true)).isTrue();
        Kernel kernel = TinyGuest.that(commands, directory, BOOT + TinyGuest.HERE);
        SshRunner runner = runner(qemu.toString(), Duration.ofSeconds(4));
        CompletableFuture<RunOutcome> outcome = CompletableFuture.supplyAsync(() -> {
            try {
                return runner.run(kernel, reproducer(), 0);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        while (!outcome.isDone() && !(Files.exists(here) && Files.size(here) > 0)) {
            LockSupport.parkNanos(1_000_000);
        }
        long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
        fault.strike(ProcessHandle.of(pid).orElseThrow());
        return outcome.get(2, TimeUnit.MINUTES);
    }

    @Test
    void aGuestThatCrashesWhileItBootsIsCalledAfterItsCrash() throws Exception {
        Duration patience = Duration.ofMinutes(10);
        RunOutcome outcome = run(BOOT + OOPS + TinyGuest.RESTART, patience, UnreachableGuestIT::freePort);
        assertThat(outcome.kind()).isEqualTo(Kind.BOOT_FAILED);
        assertThat(outcome.title()).isEqualTo("BUG: unable to handle kernel NULL pointer dereference in gizmo_probe");
        assertThat(outcome.elapsed()).isLessThan(patience.dividedBy(5));
    }

    @Test
    void aPortThatSomebodyElseHasTakenIsNotUsed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Iterator<Integer> ports = List.of(taken.getLocalPort(), freePort()).iterator();
            assertThat(run(BOOT, ports::next).title()).isEqualTo("can't ssh into the instance");
            assertThat(ports).isExhausted();
        }
    }

    @Test
    void wherePortsAreTakenAgainAndAgainTheMachineIsUnfit() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RunOutcome outcome = run(BOOT, taken::getLocalPort);
            assertThat(outcome.kind()).isEqualTo(Kind.INFRA);
            assertThat(outcome.title()).contains("host forwarding rule");
        }
    }

    @Test
    void anInterruptThatClosesAFileIsNoFaultOfTheMachine() {
        SshRunner.Ports interrupted = () -> {
            Thread.currentThread().interrupt();
            return Files.readString(directory.resolve("key")).length();
        };
        assertThatThrownBy(() -> run(BOOT, interrupted)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anInterruptAtAnyMomentEndsTheRun() throws Exception {
        SshRunner runner = runner(Duration.ofMinutes(2));
        Kernel kernel = TinyGuest.that(commands, directory, BOOT + TinyGuest.AGAIN);
        Random random = new Random(6);
        for (int i = 0; i < 8; i++) {
            Thread here = Thread.currentThread();
            Thread other = new Thread(() -> {
                LockSupport.parkNanos(random.nextInt(300) * 1_000_000L);
                here.interrupt();
            });
            other.start();
            assertThatThrownBy(() -> runner.run(kernel, reproducer(), 0)).isInstanceOf(InterruptedException.class);
            other.join();
            assertThat(Thread.interrupted()).isFalse();
        }
    }
}
