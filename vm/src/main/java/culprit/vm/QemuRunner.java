package culprit.vm;

import culprit.report.crash.Crash;
import culprit.report.crash.CrashParser;
import culprit.report.crash.CrashRules;
import culprit.report.crash.PseudoCrash;
import culprit.vm.RunOutcome.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Runs reproducers in QEMU guests that have no disk image, only a kernel and an initramfs. */
public final class QemuRunner implements Runner {
    private final CrashParser parser;
    private final Commands commands;
    private final Guest guest;
    private final ConsoleDirectory consoles;
    private @Nullable Reproducer packed; // whose archive is written; guarded by this

    /**
     * What every guest is like.
     *
     * @param busybox a static busybox: the guest's shell
     */
    public record Guest(Machine machine, Path busybox, Limits limits) {}

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
        this.parser = Console.parser(rules);
        this.commands = commands;
        this.guest = guest;
        this.consoles = consoles;
    }

    @Override
    public RunOutcome run(Kernel kernel, Reproducer reproducer, int run) throws MachineException, InterruptedException {
        try {
            RunFiles files = RunFiles.begin(consoles, kernel, run);
            RunOutcome outcome = boot(kernel, initramfs(reproducer), files, run);
            files.end();
            return outcome;
        } catch (IOException e) {
            throw new MachineException("cannot keep the guest's files in " + consoles.path() + ": " + e, e);
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
        QemuCommand command = new QemuCommand(guest.machine(), kernel.image().toAbsolutePath(), initramfs, token);
        Command start = new Command(command.arguments(), consoles.path(), Map.of(), files.errors());
        long begin = System.nanoTime();
        try (Console console = new Console(parser, consoles.begin(files.name()));
                Commands.Running qemu = commands.startPiped(start)) {
            GuestWatch watch = new GuestWatch(console, guest.limits(), new Marks(token));
            watch.untilOver(qemu.process());
            Ending ending = judge(watch, console, files);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            return new RunOutcome(run, ending.kind(), ending.title(), ending.crash(), console.path(), elapsed);
        }
    }

    private record Ending(Kind kind, String title, Optional<Crash> crash) {
        static Ending of(Kind kind, String title) {
            return new Ending(kind, title, Optional.empty());
        }
    }

    private Ending judge(GuestWatch watch, Console console, RunFiles files) throws IOException {
        Optional<Crash> crash = console.crash();
        if (crash.isPresent()) {
            Kind kind = watch.ready() ? Kind.CRASHED : Kind.BOOT_FAILED;
            return new Ending(kind, crash.get().title(), crash);
        }
        if (watch.ready()) {
            return withoutReport(watch, files);
        }
        int exitCode = watch.exitCode().orElse(0);
        if (exitCode != 0) {
            return Ending.of(Kind.INFRA, files.died(exitCode));
        }
        return Ending.of(
                Kind.BOOT_FAILED,
                watch.exitCode().isPresent()
                        ? "the guest ended before user space came up"
                        : "user space did not come up within "
                                + guest.limits().boot().toSeconds() + " s");
    }

    private static Ending withoutReport(GuestWatch watch, RunFiles files) throws IOException {
        if (watch.exitCode().isPresent()) {
            // The kernel never restarts on its own here but for a crash; without a report it died too deep to print
            // one.
            return watch.exitCode().get() == 0
                    ? Ending.of(Kind.CRASHED, PseudoCrash.REBOOT.title())
                    : Ending.of(Kind.INFRA, files.died(watch.exitCode().get()));
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
}
