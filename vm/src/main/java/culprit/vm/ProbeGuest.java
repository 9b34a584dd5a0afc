package culprit.vm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A tiny guest that goes round a loop and ends itself: what it takes to see whether, and how fast, guests run. Closing it
 * ends it if it has not.
 */
final class ProbeGuest implements AutoCloseable {
    /** Enough to prove that guests run. */
    static final int USUAL_ROUNDS = 100_000;

    /** Exit code of a guest that came through: isa-debug-exit turns the guest's 16 into 2 * 16 + 1. */
    private static final int SURVIVED = 33;

    private static final int FIRMWARE_SIZE = 64 << 10;

    private final Path firmware;
    private final Commands.Running qemu;

    private ProbeGuest(Path firmware, Commands.Running qemu) {
        this.firmware = firmware;
        this.qemu = qemu;
    }

    /** Starts a guest of its own that goes round so often. */
    static ProbeGuest start(Commands commands, String qemu, Accelerator accelerator, int rounds)
            throws IOException, MachineException {
        Path firmware = Files.createTempDirectory("culprit-probe").resolve("rounds-" + rounds + ".bin");
        ProbeGuest started = null;
        try {
            Files.write(firmware, firmware(rounds));
            List<String> arguments = arguments(qemu, accelerator, firmware);
            Command command = new Command(arguments, firmware.resolveSibling(""), Map.of(), output(firmware));
            started = new ProbeGuest(firmware, commands.start(command));
            return started;
        } finally {
            if (started == null) {
                delete(firmware);
            }
        }
    }

    Process process() {
        return qemu.process();
    }

    /** Of one that has ended: whether it did so itself. */
    boolean survived() {
        return qemu.process().exitValue() == SURVIVED;
    }

    @Override
    public void close() throws IOException {
        qemu.close();
        delete(firmware);
    }

    private static Path output(Path firmware) {
        return firmware.resolveSibling("output.txt");
    }

    private static void delete(Path firmware) throws IOException {
        Files.deleteIfExists(firmware);
        Files.deleteIfExists(output(firmware));
        Files.deleteIfExists(firmware.resolveSibling(""));
    }

    /** The command line that runs the guest. */
    static List<String> arguments(String qemu, Accelerator accelerator, Path firmware) {
        return List.of(
                qemu,
                "-accel",
                accelerator.option(),
                "-machine",
                "pc",
                "-m",
                "16",
                "-nodefaults",
                "-no-user-config",
                "-display",
                "none",
                "-bios",
                firmware.toString(),
                "-device",
                "isa-debug-exit,iobase=0x501,iosize=1");
    }

    /** The guest at the start of an image whose reset vector, 16 bytes before the end, jumps to it. */
    static byte[] firmware(int rounds) throws IOException {
        try (InputStream code =
                Objects.requireNonNull(ProbeGuest.class.getResourceAsStream("probe.bin"), "probe.bin")) {
            byte[] guest = code.readAllBytes();
            ByteBuffer.wrap(guest).order(ByteOrder.LITTLE_ENDIAN).putInt(guest.length - Integer.BYTES, rounds);
            byte[] image = Arrays.copyOf(guest, FIRMWARE_SIZE);
            int vector = FIRMWARE_SIZE - 16;
            int distance = -(vector + 3); // of a near jump (0xe9) from behind itself to offset 0
            image[vector] = (byte) 0xe9;
            image[vector + 1] = (byte) distance;
            image[vector + 2] = (byte) (distance >> 8);
            return image;
        }
    }
}
