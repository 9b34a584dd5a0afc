package culprit.vm.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On records as Kbuild writes them. */
class KbuildFilesTest {
    @TempDir
    private Path directory;

    private Path objects;
    private Path source;

    @BeforeEach
    void build() throws IOException {
        objects = directory.resolve("objects");
        source = Files.createDirectories(directory.resolve("tree"));
        record("fs/.pipe.o.cmd", """
                savedcmd_fs/pipe.o := gcc -Wp,-MMD,fs/.pipe.o.d -nostdinc -I/S/include -c -o fs/pipe.o /S/fs/pipe.c ; objtool fs/pipe.o

                source_fs/pipe.o := /S/fs/pipe.c

                deps_fs/pipe.o := \\
                    $(wildcard include/config/PROC_FS) \\
                  /S/include/linux/pipe_fs_i.h \\
                  /S/arch/x86/lib/../../../lib/../fs/inat.c \\
                  include/generated/bounds.h \\

                fs/pipe.o: $(deps_fs/pipe.o)

                $(deps_fs/pipe.o):
                """);
        record("fs/.built-in.a.cmd", "cmd_fs/built-in.a := rm -f fs/built-in.a;  printf \"fs/%s \" pipe.o\n");
        record("arch/x86/include/generated/.unistd_64.h.cmd", """
                cmd_unistd_64.h := sh /S/scripts/syscallhdr.sh --abis 64   /S/arch/x86/syscalls/syscall_64.tbl unistd_64.h
                """);
    }

    private void record(String path, String text) throws IOException {
        Path record = objects.resolve(path);
        Files.createDirectories(record.getParent());
        Files.writeString(record, text.replace("/S/", source + "/"), StandardCharsets.ISO_8859_1);
    }

    private Compiled compiled(String file) throws IOException {
        Map<String, Compiled> answers = KbuildFiles.of(objects, source, List.of(file));
        assertThat(answers).containsOnlyKeys(file);
        return Objects.requireNonNull(answers.get(file));
    }

    @Test
    void sourcesAndHeadersOfWhatWasBuiltArePartOfTheKernel() throws Exception {
        assertThat(compiled("fs/pipe.c")).isEqualTo(Compiled.YES);
        assertThat(compiled("include/linux/pipe_fs_i.h")).isEqualTo(Compiled.YES);
        assertThat(compiled("arch/x86/syscalls/syscall_64.tbl")).isEqualTo(Compiled.YES);
        assertThat(compiled("fs/inat.c")).isEqualTo(Compiled.YES);
        assertThat(compiled("scripts/syscallhdr.sh")).isEqualTo(Compiled.YES);
    }

    @Test
    void codeThatNothingWasMadeOfIsNot() throws Exception {
        for (String file : List.of("fs/splice.c", "fs/pip.c", "include/linux/splice.h", "lib/crc.S", "fs/pipe.h")) {
            assertThat(compiled(file)).as(file).isEqualTo(Compiled.NO);
        }
    }

    @Test
    void documentationAndOtherArchitecturesAreNot() throws Exception {
        for (String file : List.of(
                "Documentation/core-api/list.rst",
                "Documentation/devicetree/bindings/x.yaml",
                "MAINTAINERS",
                "arch/arm64/Makefile",
                "arch/arm64/Kconfig",
                "arch/arm64/boot/dts/x.dtsi",
                "tools/testing/selftests/pipe.c")) {
            assertThat(compiled(file)).as(file).isEqualTo(Compiled.NO);
        }
    }

    @Test
    void whatSaysHowToBuildMayMatterUnlessNothingWasBuiltThere() throws Exception {
        for (String file : List.of(
                "Makefile",
                "fs/Makefile",
                "arch/x86/Makefile.postlink",
                "Kconfig",
                "fs/Kconfig.binfmt",
                "drivers/gpu/Kconfig",
                "scripts/Makefile.lib",
                "include/asm-generic/Kbuild",
                "arch/x86/include/asm/Kbuild",
                "scripts/link-vmlinux.sh",
                "tools/objtool/check.c",
                "tools/lib/str.c")) {
            assertThat(compiled(file)).as(file).isEqualTo(Compiled.UNKNOWN);
        }
        assertThat(compiled("drivers/gpu/Makefile")).isEqualTo(Compiled.NO);
    }

    @Test
    void answersKeepTheOrderOfTheQuestion() throws Exception {
        List<String> files = List.of("z.c", "fs/pipe.c", "a.c");
        assertThat(KbuildFiles.of(objects, source, files).keySet()).containsExactlyElementsOf(files);
    }

    @Test
    void nothingIsKnownWhereNoRecordNamesTheSourceTree() throws Exception {
        source = Files.createDirectories(directory.resolve("elsewhere"));
        assertThat(compiled("fs/splice.c")).isEqualTo(Compiled.UNKNOWN);
        assertThat(compiled("MAINTAINERS")).isEqualTo(Compiled.UNKNOWN);
    }

    @Test
    void aTreeIsKnownByTheNameThatItHasWithoutLinks() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), source);
        assertThat(KbuildFiles.of(objects, link, List.of("fs/pipe.c"))).containsEntry("fs/pipe.c", Compiled.YES);
    }
}
