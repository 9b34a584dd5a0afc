package culprit.vm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds out whether KVM really runs guests here. That {@code /dev/kvm} opens proves nothing: nested or emulated KVM can
 * accept a guest and never get anywhere. So a tiny guest that ends itself is started, and anything but its exit code
 * within the limit means TCG.
 *
 * <p>The answer holds for one QEMU program until the host boots again, and is kept in a file for that long if the file
 * can be written.
 */
public final class AcceleratorProbe {
    /** Exit code of a guest that came through: isa-debug-exit turns the guest's 16 into 2 * 16 + 1. */
    private static final int SURVIVED = 33;

    private static final Duration LIMIT = Duration.ofMillis(2500);
    private static final int FIRMWARE_SIZE = 64 << 10;

    private final Commands commands;
    private final Path memory;
    private final Host host;

    /**
     * What the probe asks of the host.
     *
     * @param kvm the device, normally {@code /dev/kvm}
     * @param bootId a file whose content changes with each boot (proc(5), {@code /proc/sys/kernel/random/boot_id})
     * @param qemu the QEMU program
     */
    public record Host(Path kvm, Path bootId, String qemu) {
        /** This machine. */
        public static Host local(String qemu) {
            return new Host(Path.of("/dev/kvm"), Path.of("/proc/sys/kernel/random/boot_id"), qemu);
        }
    }

    /**
     * The choice and its reason.
     *
     * @param reason one line for the user, such as "KVM is present but hangs"
     */
    public record Choice(Accelerator accelerator, String reason) {}

    /** The probe of a host that remembers its answer in the file {@code memory}. */
    public AcceleratorProbe(Commands commands, Path memory, Host host) {
        this.commands = commands;
        this.memory = memory;
        this.host = host;
    }

    /**
     * Answers from memory, or probes (at most 3 s).
     *
     * @throws MachineException when QEMU cannot be started at all
     */
    public Choice choose() throws MachineException, InterruptedException {
        if (!Files.exists(host.kvm())) {
            return new Choice(Accelerator.TCG, "no " + host.kvm() + ": guests run under software emulation (TCG)");
        }
        if (!Files.isReadable(host.kvm()) || !Files.isWritable(host.kvm())) {
            return new Choice(
                    Accelerator.TCG,
                    "no permission to use " + host.kvm()
                            + " (join its group to run guests ten times faster): software emulation (TCG)");
        }
        try {
            String boot =
                    Files.readString(host.bootId(), StandardCharsets.US_ASCII).strip();
            String question = boot + " " + host.qemu();
            if (Files.exists(memory)) {
                String[] remembered =
                        Files.readString(memory, StandardCharsets.UTF_8).split("\n", -1);
                if (remembered.length >= 3 && remembered[0].equals(question)) {
                    return new Choice(Accelerator.valueOf(remembered[1]), remembered[2]);
                }
            }
            Choice choice = probe();
            remember(question, choice);
            return choice;
        } catch (IOException e) {
            throw new MachineException("cannot probe KVM with the help of " + memory + ": " + e, e);
        }
    }

    private void remember(String question, Choice choice) {
        try {
            Files.createDirectories(memory.toAbsolutePath().getParent());
            Files.writeString(memory, question + "\n" + choice.accelerator() + "\n" + choice.reason() + "\n");
        } catch (IOException e) {
            // Without memory the next start probes again, which costs seconds at most.
        }
    }

    private Choice probe() throws IOException, MachineException, InterruptedException {
        Path directory = Files.createTempDirectory("culprit-probe");
        Path firmware = directory.resolve("firmware.bin");
        Path output = directory.resolve("output.txt");
        try {
            Files.write(firmware, firmware());
            Commands.Finished finished = commands.run(
                    new Command(arguments(host.qemu(), Accelerator.KVM, firmware), directory, Map.of(), output), LIMIT);
            if (finished.exitCode() == SURVIVED) {
                return new Choice(Accelerator.KVM, "KVM works: guests run at full speed");
            }
            String how = finished.timedOut() ? "hangs" : "fails (QEMU exit code " + finished.exitCode() + ")";
            return new Choice(
                    Accelerator.TCG, "KVM is present but " + how + ": guests run under software emulation (TCG)");
        } finally {
            Files.deleteIfExists(firmware);
            Files.deleteIfExists(output);
            Files.deleteIfExists(directory);
        }
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
    static byte[] firmware() throws IOException {
        try (InputStream code =
                Objects.requireNonNull(AcceleratorProbe.class.getResourceAsStream("probe.bin"), "probe.bin")) {
            byte[] image = Arrays.copyOf(code.readAllBytes(), FIRMWARE_SIZE);
            int vector = FIRMWARE_SIZE - 16;
            int distance = -(vector + 3); // of a near jump (0xe9) from behind itself to offset 0
            image[vector] = (byte) 0xe9;
            image[vector + 1] = (byte) distance;
            image[vector + 2] = (byte) (distance >> 8);
            return image;
        }
    }
}
