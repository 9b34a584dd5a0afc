package culprit.vm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
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
    private static final Duration LIMIT = Duration.ofMillis(2500);

    /** For another one to find out the answer: its limit, and a moment to clean up. */
    private static final Duration PATIENCE = Duration.ofMillis(2900);

    private static final String EMULATED = ": guests run under software emulation (TCG)";

    private final Commands commands;
    private final ProbeMemory<Choice> memory;
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

        /** What names it until it boots again, with this QEMU program. */
        String present() throws IOException {
            return Files.readString(bootId, StandardCharsets.US_ASCII).strip() + " " + qemu;
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
        this.memory = new ProbeMemory<>(memory, new ChoiceLines());
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
            return memory.answer(host.present(), PATIENCE, this::probe);
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
        // Killed at the limit: it leaves nothing behind that it would have to clean up.
        try (ProbeGuest guest = ProbeGuest.start(commands, host.qemu(), Accelerator.KVM, ProbeGuest.USUAL_ROUNDS)) {
            if (!guest.process().waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Choice(Kvm.HANGS, "KVM is present but hangs" + EMULATED);
            }
            return guest.survived()
                    ? new Choice(Kvm.WORKS, "KVM works: guests run at full speed")
                    : new Choice(
                            Kvm.REFUSES,
                            "KVM is present but fails (QEMU exit code "
                                    + guest.process().exitValue() + ")" + EMULATED);
        }
    }

    private static final class ChoiceLines implements ProbeMemory.Form<Choice> {
        @Override
        public List<String> lines(Choice choice) {
            return List.of(choice.kvm().name(), choice.reason());
        }

        @Override
        public Choice answer(List<String> lines) {
            if (lines.size() != 2) {
                throw new IllegalArgumentException("no choice");
            }
            return new Choice(Kvm.valueOf(lines.get(0)), lines.get(1));
        }
    }
}
