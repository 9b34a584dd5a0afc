package culprit.vm.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.vm.Commands;
import culprit.vm.Kernel;
import culprit.vm.MachineException;
import culprit.vm.Programs;
import culprit.vm.symbols.Symboliser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real make and compiler, on a source tree that answers to the kernel's targets and takes a second to build. */
@Timeout(600)
class MakeBuilderIT {
    private static final String MAKEFILE = """
            # As in the kernel: everything goes to O, the environment names build user and time.
            olddefconfig:
            \t@echo "# completed" >>$(O)/.config
            vmlinux: FORCE
            \t@mkdir -p $(O)/arch/x86/boot
            \tcd $(O) && $(CC) -g -c $(CURDIR)/init.c -o init.o
            \tcd $(O) && ld -e main -o vmlinux init.o
            bzImage: vmlinux
            \t@echo image >$(O)/arch/x86/boot/bzImage
            \t@echo "$(KBUILD_BUILD_USER) $(KBUILD_BUILD_HOST) $(KBUILD_BUILD_VERSION) [$(LOCALVERSION)]" >$(O)/environment
            FORCE:
            """;

    @TempDir
    private Path directory;

    private final Commands commands = new Commands();

    @BeforeEach
    void requirePrograms() throws IOException {
        Programs.require("make", "gcc", "ld", "setsid");
        Files.createDirectories(directory.resolve("tree"));
        Files.writeString(directory.resolve("kconfig"), "CONFIG_64BIT=y\n");
        makefile(MAKEFILE);
        source("int main(void) { return 1; }");
    }

    @AfterEach
    void close() {
        commands.close();
    }

    private void makefile(String text) throws IOException {
        Files.writeString(directory.resolve("tree/Makefile"), text);
    }

    private void source(String text) throws IOException {
        Files.writeString(directory.resolve("tree/init.c"), text + "\n");
    }

    private MakeBuilder builder(Duration limit) {
        return new MakeBuilder(commands, directory.resolve("objects"), new MakeBuilder.Toolchain("gcc", 2, limit));
    }

    private BuildRequest request(String image) {
        return new BuildRequest(
                directory.resolve("tree"),
                directory.resolve("kconfig"),
                directory.resolve("builds/make.txt"),
                directory.resolve("kernels").resolve(image));
    }

    private BuildResult build(Duration limit) throws Exception {
        return builder(limit).build(request("image"));
    }

    private BuildResult build() throws Exception {
        return build(Duration.ofMinutes(1));
    }

    @Test
    void aTreeBecomesAKernelThatOutlivesTheNextBuild() throws Exception {
        Kernel kernel = build().kernel().orElseThrow();
        assertThat(kernel.image()).hasContent("image\n");
        assertThat(kernel.signature()).matches("[0-9a-f]{64}");
        assertThat(directory.resolve("objects/environment")).hasContent("culprit culprit 0 []");
    }

    @Test
    void eachBuildStartsFromTheUsersOwnConfiguration() throws Exception {
        build();
        build();
        assertThat(directory.resolve("objects/.config")).hasContent("CONFIG_64BIT=y\n# completed\n");
        assertThat(directory.resolve("kconfig")).hasContent("CONFIG_64BIT=y\n");
    }

    @Test
    void aCommentDoesNotChangeTheSignatureAndCodeDoes() throws Exception {
        String before = build().kernel().orElseThrow().signature();
        source("/* the same */ int main(void) { return 1; }");
        String comment = build().kernel().orElseThrow().signature();
        source("int main(void) { return 2; }");
        String code = build().kernel().orElseThrow().signature();
        assertThat(comment).isEqualTo(before);
        assertThat(code).isNotEqualTo(before);
    }

    @Test
    void aTreeThatDoesNotCompileGivesItsFirstError() throws Exception {
        source("int main(void) { return nothing; }");
        BuildResult result = build();
        assertThat(result.kernel()).isEmpty();
        assertThat(result.error()).contains("init.c:1:25: error: ").contains("nothing");
        assertThat(result.output()).exists();
    }

    @Test
    void aBuildThatNeverEndsIsKilledWithItsChildrenAtTheLimit() throws Exception {
        makefile("olddefconfig:\nvmlinux bzImage:\n\t@sh -c 'echo $$$$ >$(O)/pid; exec sleep 600'\n");
        BuildResult result = build(Duration.ofSeconds(2));
        assertThat(result.kernel()).isEmpty();
        assertThat(result.error()).contains("was killed at its limit of 2 s");
        long pid = Long.parseLong(
                Files.readString(directory.resolve("objects/pid")).strip());
        ProcessHandle.of(pid)
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(ProcessHandle.current()))
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void aBuildThatIsStoppedLeavesNoHalfMadeObjectBehind() throws Exception {
        makefile("olddefconfig:\nvmlinux bzImage: $(O)/init.o\n$(O)/init.o:\n\t@echo half >$@; exec sleep 600\n");
        assertThat(build(Duration.ofSeconds(2)).error()).contains("was killed at its limit");
        assertThat(directory.resolve("objects/init.o")).doesNotExist();
    }

    @Test
    void aFullDiskStopsTheBisectionInsteadOfBlamingTheCommit() throws Exception {
        makefile("olddefconfig:\nvmlinux bzImage:\n\t@echo 'ld: final link failed: No space left on device'; false\n");
        assertThatThrownBy(this::build)
                .isInstanceOf(MachineException.class)
                .hasMessageContaining("No space left on device");
    }

    @Test
    void theCompilerIntroducesItself() throws Exception {
        MakeBuilder builder = new MakeBuilder(
                commands, directory.resolve("objects"), new MakeBuilder.Toolchain("gcc", 1, Duration.ofMinutes(1)));
        assertThat(builder.compiler()).startsWith("gcc ").doesNotContain("\n");
    }

    private String symbolised(String image, String report) throws Exception {
        // A builder of its own, as that of a process which continues where another was cut off.
        try (Symboliser symboliser = builder(Duration.ofMinutes(1)).symboliser(request(image))) {
            return symboliser.symbolise(report);
        }
    }

    @Test
    void reportsOfTheLastBuildCanBeSymbolised() throws Exception {
        Programs.require("addr2line");
        String report = " main+0x0/0xb\n";
        build();
        assertThat(symbolised("image", report)).isEqualTo(" main+0x0/0xb init.c:1\n");
        assertThat(symbolised("other", report)).isEqualTo(report);
        source("no C");
        assertThat(build().kernel()).isEmpty();
        assertThat(symbolised("image", report)).isEqualTo(report);
    }

    @Test
    void whichFilesWereCompiledIsKnownOfTheLastBuild() throws Exception {
        makefile(MAKEFILE.replace("vmlinux init.o\n", """
                vmlinux init.o
                \t@echo 'source_init.o := $(CURDIR)/init.c' >$(O)/.init.o.cmd
                """));
        build();
        MakeBuilder builder = builder(Duration.ofMinutes(1));
        List<String> files = List.of("init.c", "fs/pipe.c");
        assertThat(builder.compiled(request("image"), files))
                .isEqualTo(Map.of("init.c", Compiled.YES, "fs/pipe.c", Compiled.NO));
        assertThat(builder.compiled(request("other"), files).values()).containsOnly(Compiled.UNKNOWN);
        source("no C");
        assertThat(build().kernel()).isEmpty();
        assertThat(builder.compiled(request("image"), files).values()).containsOnly(Compiled.UNKNOWN);
    }
}
