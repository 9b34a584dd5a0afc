package culprit.vm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A C program that becomes a static executable: guests have no libraries.
 *
 * @param messages takes what the compiler says
 */
record StaticProgram(String compiler, Path source, Path binary, Path messages) {
    /** Compiles it, with the options that syzkaller's reproducers expect. */
    Commands.Finished compile(Commands commands, Duration limit) throws MachineException, InterruptedException {
        List<String> arguments = List.of(
                compiler,
                "-x",
                "c",
                source.toAbsolutePath().toString(),
                "-o",
                binary.toAbsolutePath().toString(),
                "-O1",
                "-static",
                "-pthread",
                "-w");
        Path directory = binary.toAbsolutePath().resolveSibling("");
        return commands.run(new Command(arguments, directory, Map.of(), messages), limit);
    }
}
