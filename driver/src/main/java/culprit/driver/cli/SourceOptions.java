package culprit.driver.cli;

import culprit.driver.procedure.UsageException;
import culprit.vm.Commands;
import culprit.vm.symbols.DebugInfo;
import culprit.vm.symbols.Symboliser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the lines of source of a crashed kernel are looked up. */
final class SourceOptions {
    @Option(
            names = "--vmlinux",
            paramLabel = "FILE",
            description = "Add lines of source to the reports: the vmlinux of the kernel that crashed, with debug"
                    + " information.")
    private @Nullable Path vmlinux;

    @Option(
            names = "--source",
            paramLabel = "DIR",
            description = "Show source files relative to this directory [where init/main.c was compiled from].")
    private @Nullable Path source;

    /**
     * What adds the lines, if the user wants them.
     *
     * @throws UsageException when they cannot be looked up
     */
    Optional<Symboliser> symboliser(Commands commands) throws UsageException {
        if (vmlinux == null) {
            if (source != null) {
                throw new UsageException("--source says how lines of source are shown: name the kernel with --vmlinux");
            }
            return Optional.empty();
        }
        if (!Files.isReadable(vmlinux) || Files.isDirectory(vmlinux)) {
            throw new UsageException("--vmlinux: no file that can be read at " + vmlinux);
        }
        List<Path> roots = source == null ? List.of() : List.of(source);
        Symboliser symboliser = new Symboliser(commands, Optional.of(new DebugInfo(vmlinux, roots)));
        Optional<String> obstacle = symboliser.obstacle();
        if (obstacle.isPresent()) {
            throw new UsageException("--vmlinux: no lines of source can be looked up: " + obstacle.get());
        }
        return Optional.of(symboliser);
    }
}
