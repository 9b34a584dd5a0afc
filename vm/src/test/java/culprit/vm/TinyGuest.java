package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes guests that boot in a twentieth of a second and play a script on their serial ports: everything around a kernel can
 * be tested with them in a real QEMU. The marks below stand for what the text cannot hold; the first comment of guest.c
 * lists them all.
 */
public final class TinyGuest {
    /** The token of init, on the console. */
    public static final String TOKEN = "\u0001";

    /** The guest restarts, as a kernel does after a panic. */
    public static final String RESTART = "\u0002";

    /** The text begins again, or what of it is behind {@link #READY}, for ever. */
    public static final String AGAIN = "\u0003";

    /** The guest restarts as when its user presses the key for it. */
    public static final String RESET = "\u0007";

    /** The guest tells the debug console of its QEMU that it has come here. */
    public static final String HERE = "\u000b!";

    /** The guest hangs in the function hang_inside, which hang_between called, and this hang_outside. */
    public static final String HANG = "\f";

    /** The guest does nothing for a moment, of two seconds at most. */
    public static final String PAUSE = "\u0004";

    /** Init is ready for the reproducer; what follows happens when it has been told to start. */
    public static final String READY = says("ready 1") + "\u0006";

    /** What a kernel says that dereferences NULL in pipe_ioctl. */
    static final String OOPS = """
            [    1.500000][   T42] BUG: kernel NULL pointer dereference, address: 0000000000000018
            [    1.500000][   T42] RIP: 0010:pipe_ioctl+0x4f/0xa0
            [    1.500000][   T42] Call Trace:
            [    1.500000][   T42]  __x64_sys_ioctl+0x55/0x80
            """;

    private static final String SCRIPT = "script";

    private TinyGuest() {}

    /** Init says this on its channel. */
    public static String says(String words) {
        return "\u0005" + words + "\n";
    }

    /** These bytes come on the channel of init, with no token before them. */
    public static String noise(String bytes) {
        return bytes.chars().mapToObj(c -> "\b" + (char) c).collect(Collectors.joining());
    }

    /** The reproducer ends. */
    public static String exit(int status) {
        return says("exit " + status);
    }

    /** The C source, which takes the guest's script from a file called as the macro SCRIPT says. */
    public static byte[] source() throws IOException {
        try (InputStream text = Objects.requireNonNull(TinyGuest.class.getResourceAsStream("guest.c"))) {
            return text.readAllBytes();
        }
    }

    /** What makes the source an object file, for a compiler whose name comes first. */
    public static List<String> compiling() {
        return List.of(
                "-m32",
                "-ffreestanding",
                "-fno-pic",
                "-fno-stack-protector",
                "-fno-asynchronous-unwind-tables",
                "-fno-toplevel-reorder",
                "-O1",
                "-c",
                "-DSCRIPT=\"" + SCRIPT + "\"",
                "guest.c",
                "-o",
                "guest.o");
    }

    /** What makes object files, whose names come last, a guest called {@code output}. */
    public static List<String> linking(String output) {
        return List.of(
                "ld",
                "-m",
                "elf_i386",
                "-z",
                "noexecstack",
                "-z",
                "noseparate-code",
                "-Ttext-segment=0x100000",
                "-o",
                output);
    }

    /** The word of the kernel's command line that makes any guest play this instead of its own script. */
    public static String playing(String script) {
        StringBuilder word = new StringBuilder("script=");
        for (byte b : script.getBytes(StandardCharsets.ISO_8859_1)) {
            word.append('%').append(HexFormat.of().toHexDigits(b));
        }
        return word.toString();
    }

    /** A kernel that plays what its command line says, and otherwise nothing; skips the test where it cannot be made. */
    static Kernel plain(Path directory) throws Exception {
        Programs.require("gcc", "ld");
        try (Commands commands = new Commands()) {
            return that(commands, directory, "");
        }
    }

    /** Makes one in a directory. */
    public static Kernel that(Commands commands, Path directory, String script) throws Exception {
        Files.write(directory.resolve("guest.c"), source());
        Files.write(directory.resolve(SCRIPT), script.getBytes(StandardCharsets.ISO_8859_1));
        run(commands, directory, joined(List.of("gcc"), compiling()));
        run(commands, directory, joined(linking("guest"), List.of("guest.o")));
        Path guest = directory.resolve("guest");
        return new Kernel(guest, Optional.of(guest), "");
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static void run(Commands commands, Path directory, List<String> arguments)
            throws IOException, MachineException, InterruptedException {
        Path output = directory.resolve("tools.txt");
        Commands.Finished finished =
                commands.run(new Command(arguments, directory, Map.of(), output), Duration.ofMinutes(1));
        assertThat(finished.exitCode()).as(Files.readString(output)).isZero();
    }
}
