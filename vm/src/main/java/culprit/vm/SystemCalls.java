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

/** The names of system calls, as C programs have them. */
public final class SystemCalls {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /**
     * As headers of the kernel and of the C library have them, and programs that are newer than these. In the kernel's,
     * {@code __NR_syscalls} is how many there are.
     */
    private static final Pattern NUMBER = Pattern.compile("#define (?:__NR_|SYS_)(?!syscalls )(\\w+) ([0-9]{1,4})");

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
            return in(macros);
        } finally {
            Files.deleteIfExists(macros);
        }
    }

    /** Those that a header defines, by their numbers. */
    public static Map<Integer, String> in(Path header) throws IOException {
        Map<Integer, String> names = new HashMap<>();
        try (Stream<String> lines = Files.lines(header, StandardCharsets.ISO_8859_1)) {
            lines.map(NUMBER::matcher)
                    .filter(Matcher::matches)
                    .forEach(macro -> names.put(Integer.valueOf(macro.group(2)), macro.group(1)));
        }
        return names;
    }
}
