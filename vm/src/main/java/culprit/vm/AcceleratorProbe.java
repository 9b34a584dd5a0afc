package culprit.vm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Finds out whether KVM really runs guests here. That {@code /dev/kvm} opens proves nothing: nested or emulated KVM can
 * accept a guest and never get anywhere. So a tiny guest that ends itself is started, and anything but its exit code
 * within the limit means TCG.
 *
 * <p>The answer holds for one QEMU program until the host boots again, and is kept in a file for that long if the file
 * can be written. Of several that ask at the same time one finds it out, and the others wait for its answer.
 */
public final class AcceleratorProbe {
    /** Exit code of a guest that came through: isa-debug-exit turns the guest's 16 into 2 * 16 + 1. */
    private static final int SURVIVED = 33;

    private static final Duration LIMIT = Duration.ofMillis(2500);

    /** For another one to find out the answer: its limit, and a moment to clean up. */
    private static final Duration PATIENCE = Duration.ofMillis(2900);

    private static final int FIRMWARE_SIZE = 64 << 10;

    private static final String EMULATED = ": guests run under software emulation (TCG)";

    private final Commands commands;
    private final ProbeMemory memory;
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

    /** What became of KVM. */
    public enum Kvm {
        /** Guests run under it. */
        WORKS,
        /** There is no device. */
        ABSENT,
        /** This user may not use the device. */
        FORBIDDEN,
        /** A guest is accepted and never gets anywhere. */
        HANGS,
        /** A guest is not accepted, or ends in another way than it should. */
        REFUSES
    }

    /**
     * The choice and its reason.
     *
     * @param reason one line for the user, such as "KVM is present but hangs"
     */
    public record Choice(Kvm kvm, String reason) {
        /** How guests are run. */
        public Accelerator accelerator() {
            return kvm == Kvm.WORKS ? Accelerator.KVM : Accelerator.TCG;
        }
    }

    /** The probe of a host that remembers its answer in the file {@code memory}. */
    public AcceleratorProbe(Commands commands, Path memory, Host host) {
        this.commands = commands;
        this.memory = new ProbeMemory(memory);
        this.host = host;
    }

    /**
     * Answers from memory, or probes (at most 3 s).
     *
     * @throws MachineException when QEMU cannot be started at all
     */
    public Choice choose() throws MachineException, InterruptedException {
        if (!Files.exists(host.kvm())) {
            return new Choice(Kvm.ABSENT, "no " + host.kvm() + EMULATED);
        }
        if (!Files.isReadable(host.kvm()) || !Files.isWritable(host.kvm())) {
            return new Choice(Kvm.FORBIDDEN, forbidden(host.kvm()) + ": software emulation (TCG)");
        }
        try {
            String boot =
                    Files.readString(host.bootId(), StandardCharsets.US_ASCII).strip();
            return memory.answer(boot + " " + host.qemu(), PATIENCE, this::probe);
        } catch (IOException e) {
            throw new MachineException("cannot probe KVM: " + e, e);
        }
    }

    /** What a user can do who may not use the device. */
    static String forbidden(Path kvm) throws MachineException {
        try {
            PosixFileAttributes device = Files.readAttributes(kvm, PosixFileAttributes.class);
            String group = device.group().getName();
            boolean helps = device.permissions()
                    .containsAll(List.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE));
            return "no permission to use " + kvm + " ("
                    + (helps
                            ? "join its group, " + group + ", to run guests ten times faster"
                            : "nor has its group, " + group)
                    + ")";
        } catch (IOException e) {
            throw new MachineException("cannot see whose " + kvm + " is: " + e, e);
        }
    }

    private Choice probe() throws IOException, MachineException, InterruptedException {
        Path directory = Files.createTempDirectory("culprit-probe");
        Path firmware = directory.resolve("firmware.bin");
        Path output = directory.resolve("output.txt");
        try {
            Files.write(firmware, firmware());
            Command guest = new Command(arguments(host.qemu(), Accelerator.KVM, firmware), directory, Map.of(), output);
            // Killed at the limit: it leaves nothing behind that it would have to clean up.
            try (Commands.Running qemu = commands.start(guest)) {
                if (!qemu.process().waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                    return new Choice(Kvm.HANGS, "KVM is present but hangs" + EMULATED);
                }
                int exitCode = qemu.process().exitValue();
                return exitCode == SURVIVED
                        ? new Choice(Kvm.WORKS, "KVM works: guests run at full speed")
                        : new Choice(
                                Kvm.REFUSES, "KVM is present but fails (QEMU exit code " + exitCode + ")" + EMULATED);
            }
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
