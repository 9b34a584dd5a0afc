package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.vm.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C and worse, on the program as a process of its own. */
@Timeout(600)
class InterruptionIT {
    @TempDir
    private Path directory;

    @BeforeEach
    void inputs() throws Exception {
        Programs.require("make", "gcc", "ld", "qemu-system-x86_64", "busybox");
        Files.writeString(directory.resolve("repro.c"), "int main(void) { return 0; }\n");
        Files.writeString(directory.resolve("kconfig"), "CONFIG_64BIT=y\n");
    }

    private Process start(Policy policy) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "culprit.driver.cli.Culprit",
                        "bisect",
                        "--policy",
                        policy.toString(),
                        "--repo",
                        directory.resolve("linux").toString(),
                        "--good",
                        "v6.0",
                        "--repro",
                        directory.resolve("repro.c").toString(),
                        "--kconfig",
                        directory.resolve("kconfig").toString(),
                        "--workdir",
                        directory.resolve("work").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }

    private void interruptOnce(String program) throws Exception {
        Process culprit = start(Policy.CULPRIT);
        List<ProcessHandle> children;
        do {
            assertThat(culprit.isAlive())
                    .as(Files.readString(directory.resolve("output")))
                    .isTrue();
            children = culprit.descendants().toList();
            culprit.waitFor(20, TimeUnit.MILLISECONDS);
        } while (children.stream()
                .noneMatch(child -> child.info().command().orElse("").endsWith(program)));

        assertThat(new ProcessBuilder("sh", "-c", "kill -s INT " + culprit.pid())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(culprit.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(culprit.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(directory.resolve("output")).content().contains("interrupted");
        for (ProcessHandle child : children) {
            child.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void killedAtAnyTimeTheSameCommandContinues() throws Exception {
        assertThat(killed(Policy.SYZBOT_2020, 3, 12, 21)).hasSize(3 * 10);
    }

    @Test
    void soItDoesWhereEvidenceIsWeighed() throws Exception {
        assertThat(killed(Policy.CULPRIT, 1, 3, 5)).hasSizeGreaterThan(5);
        assertThat(directory.resolve("output")).content().contains("the culprit crashes again: PASS");
    }

    /** The runs that were finished by bisections that were killed after so many of them. */
    private List<String> killed(Policy policy, int... afterRuns) throws Exception {
        try (TinyKernels kernels = new TinyKernels(directory.resolve("linux"), TinyKernels.GOOD)) {
            kernels.tag("v6.0")
                    .commit("one", TinyKernels.GOOD + " ")
                    .commit("brings the crash", TinyKernels.BAD)
                    .commit("three", TinyKernels.BAD + " ")
                    .commit("four", TinyKernels.BAD + "  ")
                    .done();
        }
        Path journal = directory.resolve("work/events.jsonl");
        for (int runs : afterRuns) {
            Process culprit = start(policy);
            while (culprit.isAlive() && runsIn(journal) < runs) {
                culprit.waitFor(5, TimeUnit.MILLISECONDS);
            }
            assertThat(culprit.destroyForcibly().waitFor())
                    .as(Files.readString(directory.resolve("output")))
                    .isEqualTo(128 + 9);
        }
        assertThat(start(policy).waitFor())
                .as(Files.readString(directory.resolve("output")))
                .isZero();
        assertThat(directory.resolve("output"))
                .content()
                .contains("continuing: ")
                .contains("brings the crash");
        List<String> finished = Files.readAllLines(journal).stream()
                .filter(line -> line.contains("\"runFinished\""))
                .map(line -> line.replaceAll("\"at\":[^,]*,|\"outcome\".*", ""))
                .toList();
        assertThat(finished).doesNotHaveDuplicates();
        return finished;
    }

    private static long runsIn(Path journal) throws IOException {
        if (!Files.exists(journal)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(journal)) {
            return lines.filter(line -> line.contains("\"runFinished\"")).count();
        }
    }

    @Test
    void inABuildStopsMakeAndAllItsChildren() throws Exception {
        try (TinyKernels kernels = new TinyKernels(directory.resolve("linux"), TinyKernels.GOOD)) {
            kernels.tag("v6.0")
                    .change("never builds", "Makefile", TinyKernels.ENDLESS_BUILD)
                    .done();
        }
        interruptOnce("/sleep");
    }

    @Test
    void inARunStopsAllGuests() throws Exception {
        try (TinyKernels kernels = new TinyKernels(directory.resolve("linux"), TinyKernels.GOOD)) {
            kernels.tag("v6.0").commit("never comes up", TinyKernels.HANGING).done();
        }
        interruptOnce("/qemu-system-x86_64");
    }
}
