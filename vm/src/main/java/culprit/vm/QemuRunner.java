package culprit.vm;

import culprit.report.crash.CrashParser;
import culprit.report.crash.CrashRules;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs reproducers in QEMU guests that have no disk image, only a kernel and an initramfs.
 *
 * <p>The first guest of a kernel is saved when it is ready for the reproducer, and the runs go on from there, each in a
 * guest of its own; see {@link Snapshot} and {@link Trust}.
 */
public final class QemuRunner implements Runner {
    private final CrashParser parser;
    private final Commands commands;
    private final Guest guest;
    private final ConsoleDirectory consoles;
    private final Consumer<String> news;
    private final MachineChoice choice;
    private final Trust trust;
    private @Nullable Packed packed; // guarded by this
    private @Nullable Prepared prepared; // guarded by this

    /**
     * What every guest is like.
     *
     * @param type the type of machine; empty: the fastest
     * @param userSpace what is in the initramfs besides the reproducer
     * @param snapshots whether runs may go on from a saved state
     */
    public record Guest(
            Machine machine,
            Optional<MachineType> type,
            Initramfs.UserSpace userSpace,
            Limits limits,
            Execution execution,
            boolean snapshots) {}

    /**
     * How long a guest may take. Time in which the host had no processor for it does not count.
     *
     * @param boot from the start of QEMU to user space
     * @param run for the reproducer, from user space on; reaching it is no failure
     * @param silence a guest that writes nothing for so long hangs; its init writes something each second
     */
    public record Limits(Duration boot, Duration run, Duration silence) {}

    /** The archive of a reproducer. */
    private record Packed(Reproducer reproducer, Path archive) {}

    /**
     * How the guests of a kernel start.
     *
     * @param boot on what it boots
     * @param snapshot empty: they boot
     */
    private record Prepared(Kernel kernel, QemuCommand.Boot boot, Optional<Snapshot> snapshot) {}

    /**
     * Keeps consoles under the name {@code <image name>.<run>}.
     *
     * @param rules what counts as a crash of a guest, and its name
     * @param news hears how guests are started, one line each time when that changes; called by any thread
     */
    public QemuRunner(
            Commands commands, Guest guest, ConsoleDirectory consoles, CrashRules rules, Consumer<String> news) {
        this.parser = Console.parser(rules);
        this.commands = commands;
        this.guest = guest;
        this.consoles = consoles;
        this.news = news;
        this.choice = new MachineChoice(guest.type());
        this.trust = new Trust(guest.snapshots(), news);
        GuestSockets.sweep();
    }

    @Override
    public RunOutcome run(Kernel kernel, Reproducer reproducer, int run) throws MachineException, InterruptedException {
        try {
            RunFiles files = RunFiles.begin(consoles, kernel, run);
            RunOutcome outcome = run(kernel, initramfs(reproducer), new Place(files, run));
            files.keepOutput(outcome.details().output());
            files.end();
            return outcome;
        } catch (ClosedByInterruptException e) {
            // Clears the mark, as every method does that throws InterruptedException.
            Thread.interrupted();
            throw new InterruptedException("the run was interrupted");
        } catch (IOException e) {
            throw new MachineException("cannot keep the guest's files in " + consoles.path() + ": " + e, e);
        }
    }

    /** Where a run leaves its traces. */
    private record Place(RunFiles files, int run) {
        GuestRun.Task task(Console console) {
            return new GuestRun.Task(run, files, console);
        }
    }

    private RunOutcome run(Kernel kernel, Path initramfs, Place place)
            throws IOException, MachineException, InterruptedException {
        Prepared start = prepare(kernel, initramfs, place.files());
        Optional<RunOutcome> resumed = start.snapshot().isPresent() && trust.inSnapshots()
                ? resumed(start.snapshot().get(), place)
                : Optional.empty();
        if (resumed.isEmpty()) {
            return booted(start, initramfs, place);
        }
        Place check = new Place(place.files().ofCheck(), place.run());
        RunOutcome believed = trust.check(resumed.get(), () -> booted(start, initramfs, check));
        check.files().end();
        return believed;
    }

    /** Once for each kernel. */
    private synchronized Prepared prepare(Kernel kernel, Path initramfs, RunFiles files)
            throws IOException, MachineException, InterruptedException {
        if (prepared != null && prepared.kernel().equals(kernel)) {
            return prepared;
        }
        forget();
        if (!choice.isMade()) {
            choice.choose(kernel, initramfs, stopwatch(files), guest.limits().boot())
                    .ifPresent(news);
        }
        QemuCommand.Boot boot = choice.best(kernel, initramfs);
        Optional<Snapshot> snapshot = choice.isMade() && trust.inSnapshots() ? saved(boot, files) : Optional.empty();
        prepared = new Prepared(kernel, boot, snapshot);
        return prepared;
    }

    private MachineChoice.Stopwatch stopwatch(RunFiles files) {
        return (boot, limit) -> {
            Vm.Start start = new Vm.Start(guest.machine(), boot, Vm.newToken(), Optional.empty(), files.errors());
            Limits limits =
                    new Limits(limit, guest.limits().run(), guest.limits().silence());
            try (Console console = console(files)) {
                return GuestRun.timeToReady(commands, start, console, limits);
            } finally {
                Files.deleteIfExists(files.errors());
            }
        };
    }

    private Optional<Snapshot> saved(QemuCommand.Boot boot, RunFiles files)
            throws IOException, MachineException, InterruptedException {
        Path memory = MemoryFiles.create(boot.initramfs());
        Optional<Snapshot> snapshot = Optional.empty();
        try (Console console = console(files)) {
            Vm.Start start = new Vm.Start(
                    guest.machine(),
                    boot,
                    Vm.newToken(),
                    Optional.of(new QemuCommand.Memory(memory, false)),
                    files.errors());
            snapshot = GuestRun.save(commands, start, console, guest.limits());
        } catch (IOException e) {
            trust.giveUp("the state of a guest could not be saved (" + e.getMessage() + ")");
        } finally {
            if (snapshot.isEmpty()) {
                Files.deleteIfExists(memory);
            }
            Files.deleteIfExists(files.errors());
        }
        return snapshot;
    }

    private Optional<RunOutcome> resumed(Snapshot snapshot, Place place)
            throws IOException, MachineException, InterruptedException {
        try (Console console = console(place.files())) {
            return Optional.of(new GuestRun(commands, guest, place.task(console)).resumed(snapshot));
        } catch (IOException e) {
            trust.giveUp("a guest could not go on from a saved state (" + e.getMessage() + ")");
            return Optional.empty();
        }
    }

    /** A kernel that does not come up on the machine that suits others gets the one on which all do. */
    private RunOutcome booted(Prepared start, Path initramfs, Place place)
            throws IOException, MachineException, InterruptedException {
        RunOutcome outcome = booted(start.boot(), place);
        QemuCommand.Boot surest = choice.surest(start.kernel(), initramfs);
        if (outcome.details().started() || start.boot().equals(surest)) {
            return outcome;
        }
        RunOutcome again = booted(surest, place);
        if (again.details().started()) {
            remember(new Prepared(start.kernel(), surest, Optional.empty()));
        }
        return again;
    }

    private RunOutcome booted(QemuCommand.Boot boot, Place place)
            throws IOException, MachineException, InterruptedException {
        try (Console console = console(place.files())) {
            return new GuestRun(commands, guest, place.task(console)).booted(boot);
        }
    }

    private Console console(RunFiles files) {
        return new Console(parser, consoles.begin(files.name()));
    }

    private synchronized void remember(Prepared other) {
        prepared = other;
    }

    private void forget() throws IOException {
        if (prepared != null && prepared.snapshot().isPresent()) {
            prepared.snapshot().get().close();
        }
        prepared = null;
    }

    /** The archive for a reproducer, beside it: the same for all kernels and runs, so it is written once. */
    private synchronized Path initramfs(Reproducer reproducer) throws IOException, MachineException {
        if (packed == null || !packed.reproducer().equals(reproducer)) {
            forget();
            Path archive = reproducer.binary().toAbsolutePath().resolveSibling("initramfs.cpio");
            Initramfs.write(archive, guest.userSpace(), reproducer.binary());
            packed = new Packed(reproducer, archive);
        }
        return packed.archive();
    }

    /** Deletes what was saved of guests. */
    @Override
    public synchronized void close() throws MachineException {
        try {
            forget();
        } catch (IOException e) {
            throw new MachineException("cannot delete the memory of a guest: " + e, e);
        }
    }
}
