package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.vm.Execution.Sandbox;
import culprit.vm.RunOutcome.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's own kernel with our user space: what a reproducer finds in a guest. */
class DebianKernelIT {
    private static final String INCLUDES = """
            #define _GNU_SOURCE
            #include <errno.h>
            #include <fcntl.h>
            #include <linux/filter.h>
            #include <linux/seccomp.h>
            #include <sched.h>
            #include <stddef.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <sys/prctl.h>
            #include <sys/random.h>
            #include <sys/syscall.h>
            #include <time.h>
            #include <unistd.h>
            """;

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // before each test
    private Lab lab;

    @SuppressWarnings("NullAway.Init") // before each test
    private Kernel kernel;

    @BeforeEach
    void openLab() throws Exception {
        lab = new Lab(directory);
        kernel = DebianKernel.in(lab.commands());
    }

    @AfterEach
    void noGuestSurvives() {
        lab.close();
    }

    private MachineType type = MachineType.MICROVM;

    private Reproducer program(String main) throws Exception {
        Path source =
                Files.writeString(directory.resolve("reproducer.c"), INCLUDES + "int main(void)\n{\n" + main + "}\n");
        return Reproducer.compile(lab.commands(), "gcc", source, directory.resolve("reproducer"));
    }

    private List<RunOutcome> runs(Reproducer reproducer, Execution execution, int count) throws Exception {
        List<RunOutcome> outcomes = new ArrayList<>();
        try (QemuRunner runner = lab.runner(lab.real(execution, Optional.of(type), true))) {
            for (int run = 0; run < count; run++) {
                outcomes.add(runner.run(kernel, reproducer, run));
            }
        }
        return outcomes;
    }

    private RunOutcome run(Reproducer reproducer, Execution execution) throws Exception {
        return runs(reproducer, execution, 1).get(0);
    }

    @Test
    void runsThatGoOnFromOneStateDifferInNumberRandomBytesAndTime() throws Exception {
        Reproducer reproducer = program("""
                unsigned char bytes[8];
                getrandom(bytes, sizeof(bytes), 0);
                printf("%s %ld ", getenv("CULPRIT_RUN"), (long)time(NULL));
                for (int i = 0; i < 8; i++)
                    printf("%02x", bytes[i]);
                return 0;
                """);
        List<RunOutcome> outcomes = runs(reproducer, Execution.ONCE, 3);
        assertThat(outcomes).allMatch(outcome -> outcome.kind() == Kind.OK);
        assertThat(outcomes).allMatch(outcome -> outcome.details().resumed());
        List<String[]> words = outcomes.stream()
                .map(outcome -> outcome.details().output().split(" ", -1))
                .toList();
        assertThat(words).extracting(word -> word[0]).containsExactly("0", "1", "2");
        long now = Instant.now().getEpochSecond();
        assertThat(words).allSatisfy(word -> assertThat(Long.parseLong(word[1])).isBetween(now - 120, now + 2));
        assertThat(words).extracting(word -> word[2]).doesNotHaveDuplicates();
    }

    @Test
    void aKernelThatPanicsHasCrashedWithItsTitleAndTheOutputIsNotOnTheConsole() throws Exception {
        Reproducer reproducer = program("""
                int fd = open("/proc/sysrq-trigger", O_WRONLY);
                puts("BUG: the reproducer says so");
                fflush(stdout);
                sleep(1);
                return write(fd, "c", 1);
                """);
        RunOutcome outcome = run(reproducer, Execution.ONCE);
        assertThat(outcome.kind()).isEqualTo(Kind.CRASHED);
        assertThat(outcome.title()).isEqualTo("kernel panic: sysrq triggered crash");
        assertThat(Gunzip.of(outcome.console()))
                .contains("Linux version ")
                .contains("sysrq_handle_crash")
                .doesNotContain("the reproducer says so");
        assertThat(outcome.details().output()).isEqualTo("BUG: the reproducer says so\n");
        assertThat(lab.consoles().resolve(kernel.image().getFileName() + ".0.output.txt"))
                .hasContent("BUG: the reproducer says so\n");
    }

    @Test
    void aSandboxTakesRightsAway() throws Exception {
        Reproducer reproducer = program("""
                char text[64] = "";
                int map = open("/proc/self/uid_map", O_RDONLY);
                int length = read(map, text, sizeof(text) - 1);
                printf("%d %d%s\\n", getuid(), getgid(), length > 0 && strstr(text, "4294967295") ? "" : " mapped");
                return 0;
                """);
        assertThat(run(reproducer, Execution.ONCE).details().output()).isEqualTo("0 0\n");
        assertThat(run(reproducer, new Execution(Sandbox.SETUID, 1, false))
                        .details()
                        .output())
                .isEqualTo("65534 65534\n");
        assertThat(run(reproducer, new Execution(Sandbox.NAMESPACE, 1, false))
                        .details()
                        .output())
                .isEqualTo("0 0 mapped\n");
    }

    @Test
    void severalProcessesRunInDirectoriesOfTheirOwnAgainAndAgain() throws Exception {
        Reproducer reproducer = program("""
                char where[64];
                puts(getcwd(where, sizeof(where)));
                fflush(stdout);
                usleep(300000);
                return 0;
                """);
        RunOutcome outcome = run(reproducer, new Execution(Sandbox.NONE, 3, false));
        assertThat(outcome.details().output().lines()).containsExactlyInAnyOrder("/tmp/0", "/tmp/1", "/tmp/2");
        lab.limitReal(new QemuRunner.Limits(Duration.ofMinutes(2), Duration.ofSeconds(6), Duration.ofMinutes(5)));
        outcome = run(reproducer, new Execution(Sandbox.NONE, 2, true));
        assertThat(outcome.kind()).isEqualTo(Kind.OK);
        assertThat(outcome.details().status()).isEmpty();
        assertThat(outcome.details().output().lines()).hasSizeGreaterThan(4);
    }

    @Test
    void aReproducerThatCannotBeExecutedIsAFailedTestAndSaysWhy() throws Exception {
        Path binary = Files.write(directory.resolve("reproducer"), "no program".getBytes(StandardCharsets.US_ASCII));
        RunOutcome outcome = run(new Reproducer(binary, binary, Map.of()), Execution.ONCE);
        assertThat(outcome.kind()).isEqualTo(Kind.TEST_FAILED);
        assertThat(outcome.title()).isEqualTo("the reproducer cannot be executed in the guest: Exec format error");
    }

    @Test
    void systemCallsThatTheKernelDoesNotHaveAreKnown() throws Exception {
        Reproducer reproducer = program("""
                syscall(998);
                if (fork() == 0)
                    return syscall(999, 1, 2, 3, 4, 5, 6) == -1 ? 0 : 1;
                syscall(SYS_getpid);
                printf("%s %d", getenv("CULPRIT_CALLS"), open("/dev/null", O_RDONLY));
                fflush(stdout);
                for (;;)
                    pause();
                """);
        lab.limitReal(new QemuRunner.Limits(Duration.ofMinutes(2), Duration.ofSeconds(4), Duration.ofMinutes(5)));
        for (Sandbox sandbox : Sandbox.values()) {
            RunOutcome outcome = run(reproducer, new Execution(sandbox, 2, false));
            assertThat(outcome.kind()).as("%s: %s", sandbox, outcome.title()).isEqualTo(Kind.OK);
            assertThat(outcome.details().missing()).as("%s", sandbox).containsExactly(998, 999);
            assertThat(outcome.details().output()).as("nothing of it is seen").isEqualTo("(null) 3(null) 3");
        }
    }

    @Test
    void aSystemCallThatWorksAtLeastOnceIsThere() throws Exception {
        Reproducer reproducer = program("""
                struct sock_filter refuse[] = {
                    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
                    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 1, 0),
                    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getuid, 0, 1),
                    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
                    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
                };
                struct sock_fprog program = { .len = 5, .filter = refuse };
                syscall(SYS_getppid);
                if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
                    return 1;
                return syscall(SYS_getppid) != -1 || syscall(SYS_getuid) != -1;
                """);
        RunOutcome outcome = run(reproducer, Execution.ONCE);
        assertThat(outcome.details().status()).isEqualTo(Optional.of(0));
        assertThat(outcome.details().missing()).extracting(reproducer::nameOf).containsExactly("getuid");
    }

    @Test
    void aGuestThatHangsIsAskedWhereItIs() throws Exception {
        // A microvm delivers no NMI: there, only the registers are known.
        type = MachineType.PC;
        Reproducer reproducer = program("""
                struct sched_param most = { .sched_priority = 99 };
                int fd = open("/proc/sys/kernel/sched_rt_runtime_us", O_WRONLY);
                if (write(fd, "-1", 2) != 2 || sched_setscheduler(0, SCHED_FIFO, &most))
                    return 1;
                for (;;)
                    ;
                """);
        lab.limitReal(new QemuRunner.Limits(Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofSeconds(5)));
        RunOutcome outcome = run(reproducer, Execution.ONCE);
        assertThat(outcome.kind()).isEqualTo(Kind.CRASHED);
        assertThat(outcome.title()).isEqualTo("no output from test machine");
        assertThat(outcome.crash()).isEmpty();
        assertThat(outcome.details().state())
                .contains("Kernel panic - not syncing: NMI")
                .contains("Comm: reproducer")
                .contains("RIP=");
    }

    @Test
    void aKernelThatHangsWhereThereIsNoNmiHasItsStackRead() throws Exception {
        Reproducer reproducer = program("""
                struct sched_param most = { .sched_priority = 99 };
                int fd = open("/proc/sys/kernel/sched_rt_runtime_us", O_WRONLY);
                char *bytes = malloc(16 << 20);
                if (write(fd, "-1", 2) != 2 || sched_setscheduler(0, SCHED_FIFO, &most))
                    return 1;
                fd = open("/dev/urandom", O_RDONLY);
                for (;;)
                    read(fd, bytes, 16 << 20);
                """);
        lab.limitReal(new QemuRunner.Limits(Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofSeconds(5)));
        RunOutcome outcome = run(reproducer, Execution.ONCE);
        assertThat(outcome.kind()).isEqualTo(Kind.CRASHED);
        assertThat(outcome.title()).isEqualTo("no output from test machine");
        assertThat(outcome.details().course().machine()).startsWith("microvm");
        assertThat(outcome.details().state())
                .containsPattern(
                        "\nRIP=ffffffff[0-9a-f]{8} .* CPL=0 .*\nSTACK=(?:[0-9a-f]{16} ){20,255}[0-9a-f]{16}\n");
        String stack = outcome.details()
                .state()
                .lines()
                .filter(line -> line.startsWith("STACK="))
                .findFirst()
                .orElseThrow();
        assertThat(stack.split("\\bffffffff81", -1))
                .as("return addresses in the kernel's code, which begins there")
                .hasSizeGreaterThan(5);
    }

    @Test
    void aReproducerMayCallAShell() throws Exception {
        RunOutcome outcome = run(program("return system(\"echo $0 is busybox; exit 3\") >> 8;"), Execution.ONCE);
        assertThat(outcome.details().output()).isEqualTo("sh is busybox\n");
        assertThat(outcome.details().status()).isEqualTo(Optional.of(3));
    }
}
