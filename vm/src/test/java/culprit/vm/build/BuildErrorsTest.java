package culprit.vm.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildErrorsTest {
    @TempDir
    private Path directory;

    private BuildErrors of(String output) throws IOException {
        Path messages = Files.writeString(directory.resolve("make.txt"), output, StandardCharsets.ISO_8859_1);
        return BuildErrors.in(messages, Path.of("/work/tree"));
    }

    @Test
    void namesTheFirstErrorOfTheCompiler() throws Exception {
        BuildErrors errors = of("""
                  CC      fs/pipe.o
                ../fs/pipe.c: In function 'pipe_ioctl':
                ../fs/pipe.c:616:9: error: 'buff' undeclared (first use in this function)
                ../fs/pipe.c:617:9: error: expected ';' before '}' token
                make[3]: *** [../scripts/Makefile.build:250: fs/pipe.o] Error 1
                """);
        assertThat(errors.first())
                .contains("../fs/pipe.c:616:9: error: 'buff' undeclared (first use in this function)");
        assertThat(errors.machine()).isEmpty();
    }

    @Test
    void namesFilesAsTheSourceTreeDoes() throws Exception {
        assertThat(of("/work/tree/fs/pipe.c:1:2: error: no\n").first()).contains("fs/pipe.c:1:2: error: no");
    }

    @Test
    void aConsequenceCountsOnlyWhereThereIsNoCause() throws Exception {
        assertThat(of("collect2: error: ld returned 1 exit status\n").first())
                .contains("collect2: error: ld returned 1 exit status");
        assertThat(of("collect2: error: ld returned 1 exit status\na.c:(.text+0x1): undefined reference to `b'\n")
                        .first())
                .contains("a.c:(.text+0x1): undefined reference to `b'");
    }

    @Test
    void aFullDiskIsTheMachinesFault() throws Exception {
        assertThat(of("/tmp/cc1.s: fatal error: error writing to a.o: No space left on device\n")
                        .machine())
                .isPresent();
    }

    @Test
    void quietOutputNamesNothing() throws Exception {
        assertThat(of("  CC  a.o\n").first()).isEmpty();
    }

    @Test
    void hostileLinesAreCutAndMadePrintable() throws Exception {
        String line = of("a.c:1:1: error: \u001b[31m" + "x".repeat(100_000) + "\n")
                .first()
                .orElseThrow();
        assertThat(line).hasSizeLessThan(500).doesNotContain("\u001b");
    }
}
