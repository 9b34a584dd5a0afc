package culprit.vm.symbols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.vm.Commands;
import culprit.vm.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class Addr2lineTest {
    @TempDir
    private Path directory;

    private final Commands commands = new Commands();

    @BeforeEach
    void requirePrograms() {
        Programs.require("gcc", "nm", "setsid", "kill");
    }

    @AfterEach
    void close() {
        commands.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"addr2line", "llvm-addr2line"})
    void manyQuestionsAreAnsweredByOneProcess(String program) throws Exception {
        Programs.require(program);
        TinyKernel kernel = new TinyKernel(directory, commands, "-g");
        long call = kernel.returns("start") - 1;
        try (Addr2line addr2line = new Addr2line(commands, program, kernel.vmlinux(), Duration.ofMinutes(1))) {
            Map<Long, List<SourceLine>> found = addr2line.lookUp(
                    LongStream.rangeClosed(call - 50_000, call).boxed().toList());
            long pid = pid();
            assertThat(found).containsKey(call).hasSizeBetween(100, 5000);
            assertThat(addr2line.lookUp(List.of(call))).containsOnlyKeys(call);
            assertThat(pid()).isEqualTo(pid);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"addr2line", "llvm-addr2line"})
    void oneThatDoesNotAnswerIsGivenUpAndReplaced(String program) throws Exception {
        Programs.require(program);
        TinyKernel kernel = new TinyKernel(directory, commands, "-g");
        long call = kernel.returns("start") - 1;
        try (Addr2line addr2line = new Addr2line(commands, program, kernel.vmlinux(), Duration.ofSeconds(5))) {
            addr2line.lookUp(List.of(call));
            kernel.run("kill", "-STOP", Long.toString(pid()));
            assertThatThrownBy(() -> addr2line.lookUp(List.of(call)))
                    .isInstanceOf(IOException.class)
                    .hasMessage(program + " did not answer within 5 s");
            assertThat(addr2line.lookUp(List.of(call))).containsOnlyKeys(call);
        }
    }

    @Test
    void oneThatCannotReadTheFileIsAnError() {
        Programs.require("addr2line");
        Path missing = directory.resolve("vmlinux");
        try (Addr2line addr2line = new Addr2line(commands, "addr2line", missing, Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> addr2line.lookUp(List.of(1L))).isInstanceOf(IOException.class);
        }
    }

    private static long pid() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").matches(".*(addr2line|llvm-symbolizer)"))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElseThrow();
    }
}
