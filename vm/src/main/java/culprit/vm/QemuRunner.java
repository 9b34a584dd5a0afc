package culprit.vm;

import culprit.report.crash.Crash;
import culprit.report.crash.CrashParser;
import culprit.report.crash.CrashRules;
import culprit.report.crash.PseudoCrash;
import culprit.vm.RunOutcome.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Runs reproducers in QEMU guests that have no disk image, only a kernel and an initramfs. */
public final class QemuRunner implements Runner {
    /** A sign of a crash where a kernel restarts; guests here never do, so it only says that one boots. */
    private static final String BOOTING = "Booting the kernel.";

    private final CrashParser parser;
    private final Commands commands;
    private final Guest guest;
    private final ConsoleDirectory consoles;
    private @Nullable Reproducer packed; // whose archive is written; guarded by this

    /**
     * What every guest is like.
     *
     * @param qemu the QEMU program
     * @param busybox a static busybox: the guest's shell
     * @param memory in MiB
     * @param cpus number of virtual processors
     */
    public record Guest(String qemu, Path busybox, Accelerator accelerator, int memory, int cpus, Limits limits) {}

    /**
     * How long a guest may take.
     *
     * @param boot from the start of QEMU to user space
     * @param run for the reproducer, from user space on; reaching it is no failure
     * @param silence a guest that writes nothing for so long hangs; its init writes something each second
     */
    public record Limits(Duration boot, Duration run, Duration silence) {}

    /**
     * Keeps consoles under the name {@code <image name>.<run>}.
     *
     * @param rules what counts as a crash of a guest, and its name
     */
    public QemuRunner(Commands commands, Guest guest, ConsoleDirectory consoles, CrashRules rules) {
        this.parser = new CrashParser(rules.ignoring(BOOTING));
        this.commands = commands;
        this.guest = guest;
        this.consoles = consoles;
    }

    @Override
    public RunOutcome run(Kernel kernel, Reproducer reproducer, int run) throws MachineException, InterruptedException {
        RunFiles files = RunFiles.in(consoles.path(), kernel.image().getFileName() + "." + run);
        try {
            Files.createDirectories(consoles.path());
            Files.deleteIfExists(files.errors());
            RunOutcome outcome = boot(kernel, initramfs(reproducer), files, run);
            deleteIfEmpty(files.errors());
            return outcome;
        } catch (IOException e) {
            throw new MachineException("cannot keep the guest's files in " + consoles.path() + ": " + e, e);
        }
    }

    /**
     * The files of one run.
     *
     * @param name of its console
     * @param errors what QEMU itself says
     */
    private record RunFiles(String name, Path errors) {
        static RunFiles in(Path directory, String name) {
            return new RunFiles(name, directory.resolve(name + ".qemu.txt"));
        }
    }

    /** The archive for a reproducer, beside it: the same for all kernels and runs, so it is written once. */
    private synchronized Path initramfs(Reproducer reproducer) throws IOException, MachineException {
        Path archive = reproducer.binary().toAbsolutePath().resolveSibling("initramfs.cpio");
        if (!reproducer.equals(packed)) {
            Initramfs.write(archive, guest.busybox(), reproducer.binary());
            packed = reproducer;
        }
        return archive;
    }

    private RunOutcome boot(Kernel kernel, Path initramfs, RunFiles files, int run)
            throws IOException, MachineException, InterruptedException {
        String token = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        QemuCommand command = new QemuCommand(
                guest.qemu(),
                guest.accelerator(),
                guest.memory(),
                guest.cpus(),
                kernel.image().toAbsolutePath(),
                initramfs,
                token);
        Command start = new Command(command.arguments(), consoles.path(), Map.of(), files.errors());
        long begin = System.nanoTime();
        try (Console console = new Console(parser, consoles.begin(files.name()));
                Commands.Running qemu = commands.startPiped(start)) {
            GuestWatch watch = new GuestWatch(console, guest.limits(), token);
            watch.untilOver(qemu.process());
            Ending ending = judge(watch, console, files.errors());
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            return new RunOutcome(run, ending.kind(), ending.title(), ending.crash(), console.path(), elapsed);
        }
    }

    private record Ending(Kind kind, String title, Optional<Crash> crash) {
        static Ending of(Kind kind, String title) {
            return new Ending(kind, title, Optional.empty());
        }
    }

    private Ending judge(GuestWatch watch, Console console, Path errors) throws IOException {
        Optional<Crash> crash = console.crash();
        if (crash.isPresent()) {
            Kind kind = watch.ready() ? Kind.CRASHED : Kind.BOOT_FAILED;
            return new Ending(kind, crash.get().title(), crash);
        }
        if (watch.ready()) {
            return withoutReport(watch, errors);
        }
        if (watch.exitCode().orElse(0) != 0) {
            return Ending.of(Kind.INFRA, died(watch, errors));
        }
        return Ending.of(
                Kind.BOOT_FAILED,
                watch.exitCode().isPresent()
                        ? "the guest ended before user space came up"
                        : "user space did not come up within "
                                + guest.limits().boot().toSeconds() + " s");
    }

    private static Ending withoutReport(GuestWatch watch, Path errors) throws IOException {
        if (watch.exitCode().isPresent()) {
            // The kernel never restarts on its own here but for a crash; without a report it died too deep to print
            // one.
            return watch.exitCode().get() == 0
                    ? Ending.of(Kind.CRASHED, PseudoCrash.REBOOT.title())
                    : Ending.of(Kind.INFRA, died(watch, errors));
        }
        if (watch.silent()) {
            return Ending.of(Kind.CRASHED, PseudoCrash.NO_OUTPUT.title());
        }
        if (watch.reproducerStatus().filter(GuestWatch::isNotRunnable).isPresent()) {
            return Ending.of(
                    Kind.TEST_FAILED,
                    "the reproducer cannot be executed in the guest: exit code "
                            + watch.reproducerStatus().get());
        }
        return Ending.of(Kind.OK, "");
    }

    private static String died(GuestWatch watch, Path errors) throws IOException {
        List<String> lines = Files.readAllLines(errors, StandardCharsets.ISO_8859_1);
        String message = lines.isEmpty() ? "no message" : lines.get(lines.size() - 1);
        return "QEMU ended with exit code " + watch.exitCode().orElse(0) + ": " + message.replaceAll("\\p{Cntrl}", " ");
    }

    private static void deleteIfEmpty(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) == 0) {
            Files.delete(file);
        }
    }
}
