package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducerTest {
    @TempDir
    private Path directory;

    private final Commands commands = new Commands();

    @AfterEach
    void close() {
        commands.close();
    }

    private Reproducer compile(String text) throws Exception {
        Programs.require("gcc");
        Path source = Files.writeString(directory.resolve("repro.c"), text);
        return Reproducer.compile(commands, "gcc", source, directory.resolve("out/reproducer"));
    }

    @Test
    void aCProgramBecomesAnExecutable() throws Exception {
        Reproducer reproducer = compile("#include <pthread.h>\nint main(void) { return 0; }\n");
        assertThat(reproducer.binary()).isExecutable();
    }

    @Test
    void systemCallsHaveTheNamesOfTheCLibraryAndOfTheProgramItself() throws Exception {
        Reproducer reproducer = compile("#define __NR_gizmo 999\nint main(void) { return 0; }\n");
        assertThat(reproducer.nameOf(999)).isEqualTo("gizmo");
        assertThat(reproducer.nameOf(425)).isEqualTo("io_uring_setup");
        assertThat(reproducer.nameOf(998)).isEqualTo("number 998");
    }

    @Test
    void aProgramThatNobodyWatchesDoesTheSame() throws Exception {
        Reproducer reproducer = compile("""
                #include <errno.h>
                #include <sys/syscall.h>
                #include <unistd.h>
                int main(void)
                {
                    return syscall(SYS_getpid) == getpid() && syscall(999) == -1 && errno == ENOSYS ? 42 : 1;
                }
                """);
        Command command =
                new Command(List.of(reproducer.binary().toString()), directory, Map.of(), directory.resolve("output"));
        assertThat(commands.run(command, Duration.ofMinutes(1)).exitCode()).isEqualTo(42);
    }

    @Test
    void nothingIsLeftBesideTheExecutableButWhatTheCompilerSaid() throws Exception {
        compile("int main(void) { return 0; }\n");
        assertThat(directory.resolve("out")).isDirectoryNotContaining("glob:**.{c,macros}");
    }

    @Test
    void theFirstErrorOfTheCompilerIsShown() {
        assertThatThrownBy(() -> compile("int main(void) {\n  return nothing;\n  also nothing;\n}\n"))
                .isInstanceOf(ReproducerException.class)
                .hasMessageContaining("repro.c:2:10: error: ")
                .hasMessageContaining("nothing")
                .hasMessageNotContaining("repro.c:3");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThatThrownBy(() -> compile(" \n\n"))
                .isInstanceOf(ReproducerException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void aFileThatMayNotBeReadIsNamed() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.c"), "int main(void) { return 0; }\n");
        Files.setPosixFilePermissions(secret, Set.of());
        assumeFalse(Files.isReadable(secret), "this user may read everything");
        assertThatThrownBy(() -> Reproducer.compile(commands, "gcc", secret, directory.resolve("reproducer")))
                .isInstanceOf(ReproducerException.class)
                .hasMessageContaining("no permission to read the reproducer " + secret);
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = directory.resolve("missing.c");
        assertThatThrownBy(() -> Reproducer.compile(commands, "gcc", missing, directory.resolve("reproducer")))
                .isInstanceOf(ReproducerException.class)
                .hasMessageContaining(missing.toString());
    }
}
