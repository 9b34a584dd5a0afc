package culprit.vm.symbols;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the lines of a kernel's code can be looked up.
 *
 * @param vmlinux the kernel as the linker made it; it must stay as it is while a {@link Symboliser} uses it
 * @param roots directories that source paths are shown relative to, besides the one that {@code init/main.c} was
 *     compiled from and the one that vmlinux is in; they need not exist
 */
public record DebugInfo(Path vmlinux, List<Path> roots) {
    /** Keeps its own copy of the list. */
    public DebugInfo {
        roots = List.copyOf(roots);
    }
}
