package culprit.vm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program that provokes the crash, ready to run in a guest.
 *
 * @param source the C program that the user gave
 * @param binary the static executable made of it, which notes the system calls that a kernel does not have
 * @param calls the names of system calls by their numbers
 */
public record Reproducer(Path source, Path binary, Map<Integer, String> calls) {
    private static final Duration COMPILE_LIMIT = Duration.ofMinutes(2);

    public Reproducer {
        calls = Map.copyOf(calls);
    }

    /**
     * Compiles a C program to a static executable, with the options that syzkaller's reproducers expect.
     *
     * @param binary where the executable goes; the compiler's messages go beside it, with {@code .log} added
     * @throws ReproducerException when the file is missing, unreadable, empty, or does not compile
     * @throws MachineException when the compiler cannot be run
     */
    public static Reproducer compile(Commands commands, String compiler, Path source, Path binary)
            throws ReproducerException, MachineException, InterruptedException {
        Path messages = binary.resolveSibling(binary.getFileName() + ".log");
        Path notes = binary.resolveSibling(binary.getFileName() + ".calls.c");
        try {
            if (!Files.isRegularFile(source)) {
                throw new ReproducerException("no reproducer at " + source + ": give the path of a C program");
            }
            if (!Files.isReadable(source)) {
                throw new ReproducerException("no permission to read the reproducer " + source);
            }
            if (Files.readString(source, StandardCharsets.ISO_8859_1).isBlank()) {
                throw new ReproducerException("the reproducer " + source + " is empty");
            }
            Path directory = binary.toAbsolutePath().resolveSibling("");
            Files.createDirectories(directory);
            Files.deleteIfExists(messages);
            StaticProgram.writeSource("calls.c", notes);
            Commands.Finished finished = new StaticProgram(compiler, List.of(source, notes), binary, messages)
                    .compile(commands, COMPILE_LIMIT, "-Wl,--wrap=syscall");
            Files.delete(notes);
            if (finished.exitCode() != 0) {
                throw new ReproducerException(
                        "the reproducer " + source + " does not compile: " + firstError(messages, finished));
            }
            return new Reproducer(source, binary, SystemCalls.named(commands, compiler, source, binary));
        } catch (IOException e) {
            throw new MachineException("cannot compile the reproducer into " + binary + ": " + e, e);
        }
    }

    /** What a system call is called in its source or by the C library; else its number. */
    public String nameOf(int call) {
        return calls.getOrDefault(call, "number " + call);
    }

    private static String firstError(Path messages, Commands.Finished finished) throws IOException {
        if (finished.timedOut()) {
            return "the compiler was killed after " + COMPILE_LIMIT.toSeconds() + " s";
        }
        List<String> lines = Files.readAllLines(messages, StandardCharsets.ISO_8859_1);
        return lines.stream()
                .filter(line -> line.contains("error: ") || line.contains("undefined reference"))
                .findFirst()
                .orElse(lines.isEmpty() ? "exit code " + finished.exitCode() : lines.get(lines.size() - 1));
    }
}
