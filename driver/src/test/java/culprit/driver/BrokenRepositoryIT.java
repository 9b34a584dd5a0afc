package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.driver.procedure.InfraException;
import culprit.git.Listing;
import culprit.git.NativeGit;
import culprit.report.terminal.Progress.Mode;
import culprit.vm.Programs;
import culprit.vm.QemuRunner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that turn out to be missing when a commit is to be built: that says nothing about the commit. */
class BrokenRepositoryIT {
    private static final QemuRunner.Limits LIMITS =
            new QemuRunner.Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(30));

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private NativeGit git = new NativeGit(Path.of("/unset"));

    @BeforeEach
    void makeRepository() throws Exception {
        Programs.require("make", "gcc", "ld", "qemu-system-x86_64", "busybox");
        NativeGit.assumePresent();
        try (TinyKernels kernels = new TinyKernels(directory.resolve("linux"), TinyKernels.GOOD)) {
            kernels.tag("v6.0");
            for (int commit = 1; commit <= 4; commit++) {
                kernels.commit("commit " + commit, " ".repeat(commit) + TinyKernels.BAD);
            }
            kernels.done();
        }
        Files.writeString(directory.resolve("repro.c"), "int main(void) { return 0; }\n");
        Files.writeString(directory.resolve("kconfig"), "CONFIG_64BIT=y\n");
        git = new NativeGit(directory.resolve("linux"));
        unpack(directory.resolve("linux/.git/objects/pack"));
    }

    /** Objects in files of their own can be deleted one by one. */
    private void unpack(Path packs) throws Exception {
        Path aside = Files.move(packs, directory.resolve("packs"));
        Process unpacking = new ProcessBuilder("sh", "-c", "cat " + aside + "/*.pack | git unpack-objects -q")
                .directory(directory.resolve("linux").toFile())
                .start();
        assertThat(unpacking.waitFor()).isZero();
    }

    private int bisect() throws Exception {
        Settings settings = new Settings(
                new Settings.Source(
                        directory.resolve("linux"), "master", List.of("v6.0"), directory.resolve("repro.c")),
                new Settings.Kernels(directory.resolve("kconfig"), "gcc", 2, Duration.ofMinutes(1)),
                new Settings.Guests(1, 1, 64, 1, "qemu-system-x86_64", LIMITS),
                directory.resolve("work"),
                false);
        PrintStream messages = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Session.run(settings, new Terminal(log, messages, Mode.PLAIN, 0));
    }

    private Path loose(String revision) {
        String id = git.run("rev-parse", revision);
        return directory
                .resolve("linux/.git/objects")
                .resolve(id.substring(0, 2))
                .resolve(id.substring(2));
    }

    @Test
    void aMissingFileOrTreeStopsTheBisectionUntilItIsThere() throws Exception {
        for (String revision : List.of("master:script", "master~2^{tree}")) {
            Path object = loose(revision);
            byte[] kept = Files.readAllBytes(object);
            Files.delete(object);
            Map<String, String> before = Listing.of(directory.resolve("linux"));
            assertThatThrownBy(this::bisect)
                    .isInstanceOf(InfraException.class)
                    .hasMessageContainingAll(object.getFileName().toString(), "is missing", "fetch --refetch");
            assertThat(log.toString(StandardCharsets.ISO_8859_1)).doesNotContain("skip");
            assertThat(Listing.of(directory.resolve("linux"))).isEqualTo(before);
            Files.write(object, kept);
        }
        assertThat(bisect()).isEqualTo(ExitCode.CULPRIT);
    }
}
