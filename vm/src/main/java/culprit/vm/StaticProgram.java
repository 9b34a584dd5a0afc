package culprit.vm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A C program that becomes a static executable: guests have no libraries.
 *
 * @param messages takes what the compiler says
 */
record StaticProgram(String compiler, List<Path> sources, Path binary, Path messages) {
    /** Writes a source that is part of this software. */
    static void writeSource(String name, Path file) throws IOException {
        try (InputStream text = Objects.requireNonNull(StaticProgram.class.getResourceAsStream(name), name)) {
            Files.write(file, text.readAllBytes());
        }
    }

    /** Compiles it, with the options that syzkaller's reproducers expect. */
    Commands.Finished compile(Commands commands, Duration limit, String... more)
            throws MachineException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(compiler, "-x", "c"));
        sources.forEach(source -> arguments.add(source.toAbsolutePath().toString()));
        arguments.addAll(List.of("-o", binary.toAbsolutePath().toString(), "-O1", "-static", "-pthread", "-w"));
        arguments.addAll(List.of(more));
        Path directory = binary.toAbsolutePath().resolveSibling("");
        return commands.run(new Command(arguments, directory, Map.of(), messages), limit);
    }
}
