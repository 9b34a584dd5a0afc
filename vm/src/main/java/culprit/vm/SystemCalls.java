package culprit.vm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What C programs call the system calls of the kernel. */
final class SystemCalls {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** As the C library's headers have them, and programs that are newer than these. */
    private static final Pattern NUMBER = Pattern.compile("#define (?:__NR_|SYS_)(\\w+) ([0-9]{1,4})");

    private SystemCalls() {}

    /**
     * The names that a program that compiles knows, by their numbers.
     *
     * @param binary beside which there is room for the compiler's answer
     * @return nothing where the compiler does not list a program's macros
     */
    static Map<Integer, String> named(Commands commands, String compiler, Path source, Path binary)
            throws IOException, MachineException, InterruptedException {
        Path macros = binary.resolveSibling(binary.getFileName() + ".macros");
        List<String> arguments = List.of(
                compiler,
                "-E",
                "-dM",
                "-w",
                "-include",
                "sys/syscall.h",
                "-x",
                "c",
                source.toAbsolutePath().toString());
        try {
            Path directory = binary.toAbsolutePath().resolveSibling("");
            commands.run(new Command(arguments, directory, Map.of(), macros), LIMIT);
            return read(macros);
        } finally {
            Files.deleteIfExists(macros);
        }
    }

    private static Map<Integer, String> read(Path macros) throws IOException {
        Map<Integer, String> names = new HashMap<>();
        try (Stream<String> lines = Files.lines(macros, StandardCharsets.ISO_8859_1)) {
            lines.map(NUMBER::matcher)
                    .filter(Matcher::matches)
                    .forEach(macro -> names.put(Integer.valueOf(macro.group(2)), macro.group(1)));
        }
        return names;
    }
}
