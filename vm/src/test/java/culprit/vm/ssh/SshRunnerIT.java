package culprit.vm.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.report.crash.CrashRules;
import culprit.vm.Accelerator;
import culprit.vm.Commands;
import culprit.vm.ConsoleDirectory;
import culprit.vm.Execution;
import culprit.vm.Gunzip;
import culprit.vm.Machine;
import culprit.vm.Programs;
import culprit.vm.QemuRunner;
import culprit.vm.Reproducer;
import culprit.vm.RunOutcome;
import culprit.vm.RunOutcome.Kind;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real QEMU, a real kernel, a real sshd. Most reproducers are shell scripts here. */
class SshRunnerIT {
    private static final QemuRunner.Limits LIMITS =
            new QemuRunner.Limits(Duration.ofMinutes(3), Duration.ofMinutes(1), Duration.ofMinutes(5));

    @TempDir
    private static Path shared;

    private static final Commands COMMANDS = new Commands();
    private static SshdImage image;

    @TempDir
    private Path directory;

    private final List<Integer> ports = new ArrayList<>();
    private Execution execution = Execution.ONCE;

    @BeforeAll
    static void makeImage() throws Exception {
        Programs.require("qemu-system-x86_64");
        image = SshdImage.make(COMMANDS, shared);
    }

    @AfterAll
    static void endCommands() {
        COMMANDS.close();
    }

    @AfterEach
    void noGuestPortOrFileIsLeftBehind() throws Exception {
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        for (int port : ports) {
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .isInstanceOf(ConnectException.class);
        }
        try (var files = Files.list(directory.resolve("consoles"))) {
            assertThat(files.map(Path::getFileName))
                    .containsExactlyInAnyOrder(Path.of("kernel.7.txt.gz"), Path.of("kernel.7.times"));
        }
    }

    private RunOutcome run(String reproducer) throws Exception {
        return run(reproducer, LIMITS, "");
    }

    private RunOutcome run(String reproducer, QemuRunner.Limits limits, String append) throws Exception {
        return run(image.disk(), reproducer, limits, append);
    }

    private RunOutcome run(Disk disk, String reproducer, QemuRunner.Limits limits, String append) throws Exception {
        Path program = Files.writeString(directory.resolve("program"), "#!/bin/sh\n" + reproducer + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return run(disk, new Reproducer(program, program, Map.of()), limits, append);
    }

    private RunOutcome run(Disk disk, Reproducer reproducer, QemuRunner.Limits limits, String append) throws Exception {
        Machine machine = new Machine("qemu-system-x86_64", Accelerator.TCG, 512, 1, append);
        SshRunner runner = new SshRunner(
                COMMANDS,
                new SshRunner.Guest(machine, disk, limits, execution),
                new ConsoleDirectory(directory.resolve("consoles"), 1 << 20, warning -> {}),
                CrashRules.OF_LINUX);
        return runner.run(image.kernel(), reproducer, 7, () -> {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                ports.add(socket.getLocalPort());
                return socket.getLocalPort();
            }
        });
    }

    @Test
    void aReproducerThatEndsWithoutACrashIsOkAndLeavesTheImageAsItIs() throws Exception {
        assertRunsOnACopyOf(image.disk());
    }

    @Test
    void anImageOfTheFormatQcow2IsOfTheSameUse() throws Exception {
        Disk disk = image.asQcow2(COMMANDS, directory.resolve("disk.qcow2"));
        assertThat(disk.image().format()).isEqualTo("qcow2");
        assertRunsOnACopyOf(disk);
    }

    private void assertRunsOnACopyOf(Disk disk) throws Exception {
        Path file = disk.image().file();
        Path before = Files.copy(file, directory.resolve("copy"));
        RunOutcome outcome = run(disk, "echo here I am; echo overwritten >/dev/sda; sync; exit 255", LIMITS, "");
        assertThat(outcome.kind()).as(outcome.title()).isEqualTo(Kind.OK);
        assertThat(outcome.run()).isEqualTo(7);
        assertThat(outcome.details().state()).isEmpty();
        assertThat(Gunzip.of(outcome.console())).contains("Linux version").contains("here I am");
        assertThat(Files.mismatch(file, before)).as("first byte that differs").isNegative();
    }

    @Test
    void severalProcessesRunTheReproducerAgainAndAgain() throws Exception {
        execution = new Execution(Execution.Sandbox.NONE, 2, true);
        RunOutcome outcome = run(
                "echo $CULPRIT_RUN in $PWD; exec sleep 1",
                new QemuRunner.Limits(LIMITS.boot(), Duration.ofSeconds(10), Duration.ofMinutes(1)),
                "");
        assertThat(outcome.kind()).as(outcome.title()).isEqualTo(Kind.OK);
        assertThat(outcome.details().status()).isEmpty();
        String console = Gunzip.of(outcome.console());
        for (String line : List.of("7 in /root\r\n", "7 in /root/1\r\n")) {
            assertThat(console.split(line, -1))
                    .as("what is between the lines %s", line)
                    .hasSizeGreaterThan(3);
        }
    }

    @Test
    void theFailureOfOneProcessIsThatOfTheReproducer() throws Exception {
        execution = new Execution(Execution.Sandbox.NONE, 3, false);
        RunOutcome outcome = run("case $PWD in */2) exit 5;; *) sleep 1;; esac");
        assertThat(outcome.kind()).as(outcome.title()).isEqualTo(Kind.OK);
        assertThat(outcome.details().status()).contains(5);
    }

    @Test
    void aKernelThatCrashesUnderTheReproducerHasItsReport() throws Exception {
        RunOutcome outcome = run("echo c >/proc/sysrq-trigger");
        assertThat(outcome.kind()).as(outcome.title()).isEqualTo(Kind.CRASHED);
        assertThat(outcome.title()).isEqualTo("kernel panic: sysrq triggered crash");
        assertThat(outcome.crash().orElseThrow().report()).contains("sysrq_handle_crash");
    }

    @Test
    void aGuestThatDropsTheConnectionHasCrashed() throws Exception {
        RunOutcome outcome = run("kill -KILL -1");
        assertThat(outcome.kind()).as(outcome.title()).isEqualTo(Kind.CRASHED);
        assertThat(outcome.title()).isEqualTo("lost connection to test machine");
        assertThat(outcome.crash()).as("the kernel said nothing").isEmpty();
    }

    @Test
    void aReproducerThatReachesItsLimitIsOkBecauseTheGuestIsAlive() throws Exception {
        RunOutcome outcome = run(
                "exec sleep 1000",
                new QemuRunner.Limits(LIMITS.boot(), Duration.ofSeconds(8), Duration.ofMinutes(1)),
                "");
        assertThat(outcome.kind()).as(outcome.title()).isEqualTo(Kind.OK);
        assertThat(outcome.elapsed()).isLessThan(LIMITS.boot());
    }

    @Test
    void systemCallsThatTheKernelDoesNotHaveAreKnownWhileTheReproducerRunsAndWhenItEnds() throws Exception {
        for (String end : List.of("return 0;", "for (;;) pause();")) {
            Path source = Files.writeString(directory.resolve("reproducer.c"), """
                    #include <stdio.h>
                    #include <stdlib.h>
                    #include <sys/syscall.h>
                    #include <unistd.h>
                    int main(void)
                    {
                        syscall(SYS_getpid);
                        syscall(999);
                        printf("%s %d here\\n", getenv("CULPRIT_CALLS"), dup(0));
                        fflush(stdout);
                        END
                    }
                    """.replace("END", end));
            Reproducer reproducer = Reproducer.compile(COMMANDS, "gcc", source, directory.resolve("program"));
            RunOutcome outcome = run(
                    image.disk(),
                    reproducer,
                    new QemuRunner.Limits(LIMITS.boot(), Duration.ofSeconds(8), Duration.ofMinutes(1)),
                    "");
            assertThat(outcome.kind()).as(outcome.title()).isEqualTo(Kind.OK);
            assertThat(outcome.details().missing()).as(end).containsExactly(999);
            assertThat(Gunzip.of(outcome.console())).as("nothing of it is seen").contains("(null) 3 here");
        }
    }

    @Test
    void aGuestThatHangsUnderTheReproducerHasCrashed() throws Exception {
        RunOutcome outcome = run(
                "kill -STOP -1; sleep 1000",
                new QemuRunner.Limits(LIMITS.boot(), Duration.ofSeconds(10), Duration.ofSeconds(10)),
                "");
        assertThat(outcome.kind()).as(outcome.title()).isEqualTo(Kind.CRASHED);
        assertThat(outcome.title()).isEqualTo("no output from test machine");
        assertThat(outcome.crash()).as("the kernel said nothing").isEmpty();
        assertThat(outcome.details().state())
                .contains("Kernel panic - not syncing: NMI")
                .contains("Call Trace:")
                .contains("VM status: running\n")
                .contains("RIP=")
                .doesNotContain("STACK=");
    }

    @Test
    void aReproducerThatCannotBeCopiedIsAFailedTestInTheWordsOfSyzbot() throws Exception {
        RunOutcome outcome = run("true", LIMITS, SshdImage.READ_ONLY);
        assertThat(outcome.kind()).as(outcome.title()).isEqualTo(Kind.TEST_FAILED);
        assertThat(outcome.title())
                .startsWith("failed to copy test binary to VM: failed to run [\"scp\" \"-P\" \"" + ports.get(0)
                        + "\" \"-F\" \"/dev/null\" \"-o\" \"UserKnownHostsFile=/dev/null\" \"-o\" \"BatchMode=yes\""
                        + " \"-o\" \"IdentitiesOnly=yes\" \"-o\" \"StrictHostKeyChecking=no\" \"-o\" \"ConnectTimeout=10\""
                        + " \"-i\" \"" + shared.resolve("key") + "\" \"" + directory.resolve("program")
                        + "\" \"root@127.0.0.1:./reproducer\"]: exit status 1\n")
                .contains("\nscp: ");
    }
}
