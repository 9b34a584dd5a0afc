package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.crash.CrashRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Makes runners of guests in a real QEMU, and sees to it that nothing of them is left. */
final class Lab implements AutoCloseable {
    /** Far longer than anything here takes. */
    static final QemuRunner.Limits PATIENT =
            new QemuRunner.Limits(Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(5));

    private final Path directory;
    private final Commands commands = new Commands();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<String> news = new CopyOnWriteArrayList<>();
    private QemuRunner.Limits realLimits = PATIENT;

    /** Skips the test where a program is missing. */
    Lab(Path directory) {
        Programs.require("qemu-system-x86_64", "busybox", "gcc", "ld");
        this.directory = directory;
    }

    Commands commands() {
        return commands;
    }

    /** What went wrong with consoles. */
    List<String> warnings() {
        return warnings;
    }

    /** How guests are started, as the user is told. */
    List<String> news() {
        return news;
    }

    Path consoles() {
        return directory.resolve("consoles");
    }

    /** A kernel that plays a script. */
    Kernel kernel(String script) throws Exception {
        return TinyGuest.that(commands, directory, script);
    }

    /** A program that no kernel here starts. */
    Reproducer reproducer() throws Exception {
        Path program = Files.writeString(directory.resolve("reproducer"), "never started: there is no kernel");
        return new Reproducer(program, program, Map.of());
    }

    /** Guests that boot on a PC for each run. */
    QemuRunner booting(QemuRunner.Limits limits) throws Exception {
        return runner(guest(limits, Optional.of(MachineType.PC), false));
    }

    /** Guests that are started in the fastest way. */
    QemuRunner fast(QemuRunner.Limits limits) throws Exception {
        return runner(guest(limits, Optional.empty(), true));
    }

    QemuRunner.Guest guest(QemuRunner.Limits limits, Optional<MachineType> type, boolean snapshots) throws Exception {
        Machine machine = new Machine("qemu-system-x86_64", Accelerator.TCG, 64, 1, "");
        return new QemuRunner.Guest(machine, type, userSpace(), limits, Execution.ONCE, snapshots);
    }

    /** What a guest's initramfs would hold. */
    Initramfs.UserSpace userSpace() throws Exception {
        Path init = Files.writeString(directory.resolve("init"), "never started: there is no kernel");
        return new Initramfs.UserSpace(init, Commands.find("busybox").orElseThrow());
    }

    /** Guests of a real kernel, with our init. */
    QemuRunner.Guest real(Execution execution, Optional<MachineType> type, boolean snapshots) throws Exception {
        Machine machine = new Machine("qemu-system-x86_64", Accelerator.TCG, 256, 1, "");
        Initramfs.UserSpace userSpace = Initramfs.UserSpace.make(commands, "gcc", directory.resolve("user-space"));
        return new QemuRunner.Guest(machine, type, userSpace, realLimits, execution, snapshots);
    }

    /** From here on runners of real kernels have these limits. */
    void limitReal(QemuRunner.Limits limits) {
        realLimits = limits;
    }

    QemuRunner runner(QemuRunner.Guest guest) {
        ConsoleDirectory directory = new ConsoleDirectory(consoles(), 1 << 20, warnings::add);
        return new QemuRunner(commands, guest, directory, CrashRules.OF_LINUX, news::add);
    }

    @Override
    public void close() {
        commands.close();
        assertThat(ProcessHandle.current().descendants())
                .noneMatch(process -> process.info().command().orElse("").contains("qemu"));
    }
}
