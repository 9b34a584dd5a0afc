package culprit.vm.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.vm.Command;
import culprit.vm.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A program laid out like a kernel: built outside of its source tree, with files in subdirectories, headers, generated
 * headers, inlined functions, two static functions of one name. It prints the return addresses of its calls.
 */
final class TinyKernel {
    static final Map<String, String> SOURCE = Map.of(
            "include/linux/inline.h", """
                    void show(const char *who);
                    extern volatile int broken;
                    static inline __attribute__((always_inline)) int innermost(int x)
                    {
                        show("inlined");
                        return x + broken;
                    }
                    static __attribute__((noinline)) void shared(int x)
                    {
                        broken -= x;
                    }
                    """,
            "init/main.c", """
                    #include <linux/inline.h>
                    #include <generated/middle.h>
                    int start_kernel(int x);
                    int net_entry(int x);
                    static __attribute__((noinline)) void twin(int x)
                    {
                        broken += x;
                    }
                    static __attribute__((noinline)) int same(int x)
                    {
                        twin(x);
                        shared(x);
                        int y = middle(x);
                        return y * 3;
                    }
                    int start_kernel(int x)
                    {
                        int y = same(x);
                        show("start");
                        return y + net_entry(x);
                    }
                    int main(void)
                    {
                        void finish(const char *who) __attribute__((noreturn));
                        start_kernel(1);
                        finish("last");
                    }
                    """,
            "net/core/dev.c", """
                    #include <linux/inline.h>
                    int net_entry(int x);
                    __attribute__((cold, noinline)) static void complain(void)
                    {
                        show("cold");
                        broken++;
                    }
                    static __attribute__((noinline)) int same(int x)
                    {
                        show("other");
                        broken += x;
                        show("twice");
                        return x + broken * 5;
                    }
                    static __attribute__((noinline)) void twin(int x)
                    {
                        broken += x;
                    }
                    int net_entry(int x)
                    {
                        twin(x);
                        shared(x);
                        if (__builtin_expect(broken, 1)) {
                            complain();
                            show("split");
                        }
                        return same(x) + 1;
                    }
                    """,
            "lib/show.c", """
                    #include <stdio.h>
                    #include <stdlib.h>
                    void show(const char *who);
                    volatile int broken = 1;
                    __attribute__((noinline)) void show(const char *who)
                    {
                        printf("%s %p\\n", who, __builtin_return_address(0));
                    }
                    void finish(const char *who)
                    {
                        printf("%s %p\\n", who, __builtin_return_address(0));
                        __asm__ volatile("label_in_finish:");
                        exit(0);
                    }
                    """);

    private static final String GENERATED = """
            static inline __attribute__((always_inline)) int middle(int x)
            {
                return innermost(x + 1) * 2;
            }
            """;

    private final Path directory;
    private final Commands commands;
    private final NavigableMap<Long, String> symbols = new TreeMap<>();

    /** Where the calls return to, by what they say. */
    private final Map<String, Long> returns = new HashMap<>();

    /** Builds and runs it. */
    TinyKernel(Path directory, Commands commands, String... options) throws Exception {
        this.directory = directory;
        this.commands = commands;
        for (Map.Entry<String, String> file : SOURCE.entrySet()) {
            write(source().resolve(file.getKey()), file.getValue());
        }
        write(objects().resolve("include/generated/middle.h"), GENERATED);
        // As kbuild does it: files by the source's path, headers by a path relative to the object directory.
        List<String> arguments = new ArrayList<>(List.of("gcc", "-O2", "-no-pie", "-o", "vmlinux", "-I./include"));
        arguments.add("-I" + source().resolve("include"));
        SOURCE.keySet().stream()
                .filter(file -> file.endsWith(".c"))
                .sorted()
                .forEach(file -> arguments.add(source().resolve(file).toString()));
        arguments.addAll(List.of(options));
        run(arguments.toArray(String[]::new));
        for (String line : run("nm", "vmlinux").split("\n", -1)) {
            String[] words = line.strip().split(" ", -1);
            if (words.length == 3 && words[1].matches("[tTwW]")) {
                symbols.put(Long.parseUnsignedLong(words[0], 16), words[2]);
            }
        }
        for (String line : run(vmlinux().toString()).split("\n", -1)) {
            if (!line.isEmpty()) {
                returns.put(line.replaceFirst(" .*", ""), Long.decode(line.replaceFirst(".* ", "")));
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    Path source() {
        return directory.resolve("linux");
    }

    Path objects() {
        return directory.resolve("objects");
    }

    Path vmlinux() {
        return objects().resolve("vmlinux");
    }

    /** Return address of the call that says this, as a kernel prints it (kallsyms: the size is where the next begins). */
    String frame(String said) {
        long address = returns(said);
        return frame(symbols.floorKey(address - 1), address);
    }

    /** The start of each function of this name, printed in the same way. */
    List<String> starts(String function) {
        return symbols.entrySet().stream()
                .filter(symbol -> symbol.getValue().equals(function))
                .map(symbol -> frame(symbol.getKey(), symbol.getKey()))
                .toList();
    }

    /** Where the only function of this name begins. */
    long start(String function) {
        return symbols.entrySet().stream()
                .filter(symbol -> symbol.getValue().equals(function))
                .map(Map.Entry::getKey)
                .reduce((one, other) -> {
                    throw new AssertionError("two functions are called " + function);
                })
                .orElseThrow();
    }

    private String frame(long start, long address) {
        long size = symbols.higherKey(start) - start;
        return symbols.get(start) + "+0x" + Long.toHexString(address - start) + "/0x" + Long.toHexString(size);
    }

    long returns(String said) {
        return Objects.requireNonNull(returns.get(said), said);
    }

    /** Runs a program in the object directory and returns what it printed. */
    String run(String... command) throws Exception {
        Path output = directory.resolve("output");
        Files.deleteIfExists(output);
        Commands.Finished finished =
                commands.run(new Command(List.of(command), objects(), Map.of(), output), Duration.ofMinutes(1));
        String text = Files.readString(output, StandardCharsets.ISO_8859_1);
        assertThat(finished.exitCode()).as(text).isZero();
        return text;
    }
}
