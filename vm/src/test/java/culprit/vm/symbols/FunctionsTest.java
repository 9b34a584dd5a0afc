package culprit.vm.symbols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.vm.Commands;
import culprit.vm.Programs;
import culprit.vm.symbols.Functions.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FunctionsTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void requirePrograms() {
        Programs.require("gcc", "nm", "setsid");
    }

    private Functions functions(String... options) throws Exception {
        try (Commands commands = new Commands()) {
            return Functions.of(new TinyKernel(directory, commands, options).vmlinux());
        }
    }

    @Test
    void aKernelHasTheFunctionsThatItsCodeIsMadeOf() throws Exception {
        Functions functions = functions("-g");
        assertThat(functions.presence("start_kernel")).isEqualTo(Presence.PRESENT);
        assertThat(functions.presence("same")).isEqualTo(Presence.PRESENT);
        assertThat(functions.presence("innermost")).as("inlined").isEqualTo(Presence.PRESENT);
        assertThat(functions.presence("start_kerne")).isEqualTo(Presence.ABSENT);
        assertThat(functions.presence("pipe_ioctl")).isEqualTo(Presence.ABSENT);
    }

    @Test
    void withoutDebugInformationNobodyKnowsWhatWasInlined() throws Exception {
        Functions functions = functions();
        assertThat(functions.presence("start_kernel")).isEqualTo(Presence.PRESENT);
        assertThat(functions.presence("innermost")).isEqualTo(Presence.UNKNOWN);
        assertThat(functions.presence("pipe_ioctl")).isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void whatIsCompressedIsNotRead() throws Exception {
        assertThat(functions("-g", "-gz=zlib").presence("innermost")).isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void theVariantsThatACompilerMakesCountAsTheFunction() throws Exception {
        Path source = directory.resolve("variant.c");
        Files.writeString(source, """
                int used;
                static __attribute__((noinline)) int constant(int x, int y) { return used += x * y; }
                int entry(int x);
                int entry(int x) { return constant(x, 7) + constant(x + 1, 7); }
                int main(void) { return entry(1); }
                """);
        try (Commands commands = new Commands()) {
            TinyKernel kernel = new TinyKernel(directory.resolve("kernel"), commands);
            kernel.run("gcc", "-O2", "-o", "variant", source.toString());
            assertThat(kernel.run("nm", "variant")).contains("constant.constprop.0");
            Functions functions = Functions.of(kernel.objects().resolve("variant"));
            assertThat(functions.presence("constant")).isEqualTo(Presence.PRESENT);
            assertThat(functions.presence("constant.isra.0")).isEqualTo(Presence.PRESENT);
            assertThat(functions.presence("const")).isEqualTo(Presence.UNKNOWN);
        }
    }

    @Test
    void aFileThatIsNoKernelIsAnError() throws Exception {
        Path file = Files.writeString(directory.resolve("vmlinux"), "no ELF");
        assertThatThrownBy(() -> Functions.of(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("vmlinux");
    }
}
