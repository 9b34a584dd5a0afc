package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.vm.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, on the program as a process of its own. */
@Timeout(120)
class InterruptionIT {
    @TempDir
    private Path directory;

    @BeforeEach
    void inputs() throws Exception {
        Programs.require("make", "gcc", "ld", "qemu-system-x86_64", "busybox");
        Files.writeString(directory.resolve("repro.c"), "int main(void) { return 0; }\n");
        Files.writeString(directory.resolve("kconfig"), "CONFIG_64BIT=y\n");
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "culprit.driver.cli.Culprit",
                        "bisect",
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
        Process culprit = start();
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
        assertThat(culprit.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(culprit.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(directory.resolve("output")).content().contains("interrupted");
        for (ProcessHandle child : children) {
            child.onExit().get(5, TimeUnit.SECONDS);
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
