package culprit.vm.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceRootsTest {
    private final SourceRoots roots =
            new SourceRoots(new DebugInfo(Path.of("/work/objects/vmlinux"), List.of(Path.of("/work/tree"))));

    @Test
    void pathsAreRelativeToTheRootTheyAreBelow() {
        assertThat(roots.relative("/work/tree/net/core/dev.c")).isEqualTo("net/core/dev.c");
        assertThat(roots.relative("/work/objects/./include/generated/bounds.h"))
                .isEqualTo("include/generated/bounds.h");
        assertThat(roots.relative("/work/objects/../tree/mm//slub.c")).isEqualTo("mm/slub.c");
        assertThat(roots.relative("./include/linux/list.h")).isEqualTo("include/linux/list.h");
    }

    @Test
    void otherPathsStay() {
        assertThat(roots.relative("/work/trees/mm/slub.c")).isEqualTo("/work/trees/mm/slub.c");
        assertThat(roots.relative("../mm/slub.c")).isEqualTo("../mm/slub.c");
        assertThat(roots.relative("/../a.c")).isEqualTo("/../a.c");
    }

    @Test
    void theMainFunctionOfEveryKernelShowsTheRoot() {
        roots.learn(new SourceLine("start_kernel", "/build/linux-6.1/init/main.c", 900));
        assertThat(roots.relative("/build/linux-6.1/mm/slub.c")).isEqualTo("mm/slub.c");
        roots.learn(new SourceLine("start_kernel", "/elsewhere/main.c", 900));
        assertThat(roots.relative("/elsewhere/mm/slub.c")).isEqualTo("/elsewhere/mm/slub.c");
    }
}
