package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes guests that boot in a twentieth of a second and write a given text to the serial console: everything around a
 * kernel can be tested with them in a real QEMU. The marks below stand for what the text cannot hold.
 */
public final class TinyGuest {
    /** The token that init would print. */
    public static final String TOKEN = "\u0001";

    /** The guest restarts, as a kernel does after a panic. */
    public static final String RESTART = "\u0002";

    /** The text begins again, for ever. */
    public static final String AGAIN = "\u0003";

    /** The guest does nothing for a moment, of two seconds at most. */
    public static final String PAUSE = "\u0004";

    private TinyGuest() {}

    /** The assembler source, which takes the guest's text from a file called as the macro SCRIPT says. */
    public static byte[] source() throws IOException {
        try (InputStream text = Objects.requireNonNull(TinyGuest.class.getResourceAsStream("guest.S"))) {
            return text.readAllBytes();
        }
    }

    static Kernel that(Commands commands, Path directory, String writes) throws Exception {
        Files.write(directory.resolve("guest.S"), source());
        Files.write(directory.resolve("script"), writes.getBytes(StandardCharsets.ISO_8859_1));
        run(commands, directory, "gcc", "-m32", "-c", "-DSCRIPT=\"script\"", "guest.S", "-o", "guest.o");
        run(commands, directory, "ld", "-m", "elf_i386", "-Ttext", "0x100000", "-o", "guest", "guest.o");
        return new Kernel(directory.resolve("guest"), "");
    }

    private static void run(Commands commands, Path directory, String... arguments)
            throws IOException, MachineException, InterruptedException {
        Path output = directory.resolve("tools.txt");
        Commands.Finished finished =
                commands.run(new Command(List.of(arguments), directory, Map.of(), output), Duration.ofMinutes(1));
        assertThat(finished.exitCode()).as(Files.readString(output)).isZero();
    }
}
