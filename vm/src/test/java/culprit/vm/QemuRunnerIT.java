package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import culprit.vm.RunOutcome.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real QEMU, with guests that behave as kernels do; {@link FaultIT} has those that do worse. */
class QemuRunnerIT {
    private static final String BOOT = "[    0.000000] Linux version 6.1.0\r\n";
    private static final String READY = TinyGuest.READY;
    private static final String EXIT = TinyGuest.exit(0);
    private static final String OOPS = """
            [    1.500000][   T42] BUG: kernel NULL pointer dereference, address: 0000000000000018
            [    1.500000][   T42] CPU: 0 PID: 42 Comm: reproducer Not tainted 6.1.0 #0
            [    1.500000][   T42] RIP: 0010:pipe_ioctl+0x4f/0xa0
            [    1.500000][   T42] Call Trace:
            [    1.500000][   T42]  <TASK>
            [    1.500000][   T42]  __x64_sys_ioctl+0x55/0x80
            [    1.500000][   T42]  do_syscall_64+0x3f/0x90
            [    1.500000][   T42]  </TASK>
            """;

    private static final String FLOOD = "x".repeat(9_999).concat("\n").repeat(500);

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // before each test
    private Lab lab;

    @BeforeEach
    void openLab() {
        lab = new Lab(directory);
    }

    @AfterEach
    void noGuestSurvives() {
        lab.close();
    }

    private RunOutcome run(String script, Duration bootLimit, Duration runLimit) throws Exception {
        return run(script, new QemuRunner.Limits(bootLimit, runLimit, Duration.ofMinutes(5)));
    }

    private RunOutcome run(String script, QemuRunner.Limits limits) throws Exception {
        try (QemuRunner runner = lab.booting(limits)) {
            Kernel kernel = lab.kernel(script);
            return runner.run(new Kernel(kernel.image(), ""), lab.reproducer(), 3);
        }
    }

    private RunOutcome run(String script) throws Exception {
        return run(script, Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    @Test
    void aReproducerThatEndsWithoutACrashIsOk() throws Exception {
        RunOutcome outcome = run(BOOT + READY + EXIT);
        assertThat(outcome.kind()).isEqualTo(Kind.OK);
        assertThat(outcome.run()).isEqualTo(3);
        assertThat(Gunzip.of(outcome.console())).isEqualTo(BOOT);
        assertThat(directory.resolve("consoles/guest.3.times")).content().startsWith("0.");
        assertThat(lab.warnings()).isEmpty();
    }

    @Test
    void aKernelThatAnnouncesItsBootIsNotTakenForOneThatCrashed() throws Exception {
        String verbose = "Decompressing Linux... Parsing ELF... done.\nBooting the kernel.\n";
        assertThat(run(verbose + BOOT + READY + EXIT).kind()).isEqualTo(Kind.OK);
        RunOutcome outcome = run(verbose + BOOT, Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThat(outcome.title()).isEqualTo("user space did not come up within 1 s");
    }

    @Test
    void aReproducerThatReachesItsLimitIsOk() throws Exception {
        RunOutcome outcome = run(
                BOOT + READY,
                new QemuRunner.Limits(Duration.ofMinutes(10), Duration.ofMillis(300), Duration.ofMinutes(10)));
        assertThat(outcome.kind()).isEqualTo(Kind.OK);
        assertThat(outcome.elapsed()).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void anOopsAfterReadyIsACrashWithItsReport() throws Exception {
        RunOutcome outcome = run(BOOT + READY + OOPS + TinyGuest.RESTART);
        assertThat(outcome.kind()).isEqualTo(Kind.CRASHED);
        assertThat(outcome.title()).isEqualTo("BUG: unable to handle kernel NULL pointer dereference in pipe_ioctl");
        assertThat(outcome.crash().orElseThrow().report()).contains("__x64_sys_ioctl+0x55/0x80");
    }

    @Test
    void aGuestThatHangsAfterItsOopsIsStoppedLongBeforeTheRunLimit() throws Exception {
        RunOutcome outcome = run(BOOT + READY + OOPS, Duration.ofSeconds(30), Duration.ofMinutes(10));
        assertThat(outcome.kind()).isEqualTo(Kind.CRASHED);
        assertThat(outcome.elapsed()).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void anOopsRightAfterTheReproducerEndedIsStillACrash() throws Exception {
        assertThat(run(BOOT + READY + EXIT + OOPS).kind()).isEqualTo(Kind.CRASHED);
    }

    @Test
    void anOopsBeforeReadyIsABootFailureWithATitle() throws Exception {
        RunOutcome outcome = run(BOOT + OOPS + TinyGuest.RESTART);
        assertThat(outcome.kind()).isEqualTo(Kind.BOOT_FAILED);
        assertThat(outcome.title()).contains("pipe_ioctl");
    }

    @Test
    void aGuestThatNeverComesUpIsABootFailureAtTheLimit() throws Exception {
        RunOutcome outcome = run(BOOT, Duration.ofSeconds(1), Duration.ofMinutes(10));
        assertThat(outcome.kind()).isEqualTo(Kind.BOOT_FAILED);
        assertThat(outcome.title()).isEqualTo("user space did not come up within 1 s");
    }

    @Test
    void aGuestThatIsSlowToGiveASignOfLifeIsWaitedFor() throws Exception {
        String slow = READY + TinyGuest.PAUSE.repeat(3) + TinyGuest.says("alive");
        RunOutcome outcome = run(
                BOOT + slow,
                new QemuRunner.Limits(Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofSeconds(20)));
        assertThat(outcome.kind()).isEqualTo(Kind.OK);
    }

    @Test
    void aKernelThatComplainsWhileItBootsButComesUpIsTested() throws Exception {
        String script = BOOT + OOPS + TinyGuest.PAUSE.repeat(2) + READY + TinyGuest.PAUSE.repeat(2) + EXIT;
        assertThat(run(script).kind()).isEqualTo(Kind.OK);
        RunOutcome outcome = run(BOOT + OOPS + READY + OOPS.replace("pipe_ioctl", "gizmo_read") + EXIT);
        assertThat(outcome.kind()).isEqualTo(Kind.CRASHED);
        assertThat(outcome.title()).endsWith(" in gizmo_read");
    }

    @Test
    void aReproducerThatCannotBeExecutedIsAFailedTest() throws Exception {
        RunOutcome outcome = run(BOOT + READY + TinyGuest.says("failed Exec format error"));
        assertThat(outcome.kind()).isEqualTo(Kind.TEST_FAILED);
        assertThat(outcome.title()).isEqualTo("the reproducer cannot be executed in the guest: Exec format error");
    }

    @Test
    void aFloodOnTheConsoleDoesNotHideTheCrashBehindIt() throws Exception {
        RunOutcome outcome =
                run(BOOT + READY + FLOOD + OOPS + TinyGuest.RESTART, Duration.ofMinutes(2), Duration.ofMinutes(2));
        assertThat(outcome.kind()).isEqualTo(Kind.CRASHED);
        assertThat(Gunzip.of(outcome.console()))
                .startsWith(BOOT)
                .contains(" bytes are left out here\n")
                .endsWith("</TASK>\n");
    }

    @Test
    void aFullDiskTakesTheConsoleButNotTheVerdict() throws Exception {
        Path consoles = Files.createDirectory(directory.resolve("consoles"));
        assumeTrue(succeeds("mount", "-t", "tmpfs", "-o", "size=16k", "none", consoles.toString()), "no mount");
        try {
            // Text that cannot be compressed to so little.
            String text = new Random(1)
                    .ints(200_000, ' ', '~')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            RunOutcome outcome = run(
                    BOOT + READY + text + "\n" + OOPS + TinyGuest.RESTART,
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(2));
            assertThat(outcome.kind()).isEqualTo(Kind.CRASHED);
            assertThat(lab.warnings()).hasSize(1);
            assertThat(lab.warnings().get(0)).contains("guest.3.", "No space left on device");
        } finally {
            assertThat(succeeds("umount", "-l", consoles.toString())).isTrue();
        }
    }

    private boolean succeeds(String... command) throws Exception {
        Command started = new Command(List.of(command), directory, Map.of(), directory.resolve("mount.txt"));
        return lab.commands().run(started, Duration.ofSeconds(20)).exitCode() == 0;
    }
}
