package culprit.vm;

import culprit.report.crash.Crash;
import culprit.report.crash.PseudoCrash;
import culprit.vm.RunOutcome.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One run in one guest, from the start of QEMU to its end. */
final class GuestRun {
    private final Commands commands;
    private final QemuRunner.Guest guest;
    private final Task task;

    /**
     * What is to be done.
     *
     * @param run its number
     * @param files where the words of QEMU go
     * @param console where the words of the guest go; closed by whoever opened it
     */
    record Task(int run, RunFiles files, Console console) {}

    GuestRun(Commands commands, QemuRunner.Guest guest, Task task) {
        this.commands = commands;
        this.guest = guest;
        this.task = task;
    }

    /** What was seen of a guest that is over. */
    private record Seen(Vm vm, InitSigns signs, GuestWatch watch, Start start) {
        RunOutcome.Course course() {
            return new RunOutcome.Course(start.machine, start.resumed, start.ready, watch.ran());
        }
    }

    /** How its guest came to the point where the reproducer starts. */
    private record Start(String machine, boolean resumed, Duration ready) {}

    /** Boots a guest and lets it run the reproducer. */
    RunOutcome booted(QemuCommand.Boot boot) throws IOException, MachineException, InterruptedException {
        long begin = System.nanoTime();
        Vm.Start start = new Vm.Start(
                guest.machine(),
                boot,
                Vm.newToken(),
                Optional.empty(),
                task.files().errors());
        try (Vm vm = Vm.start(commands, start)) {
            InitSigns signs = new InitSigns(vm, start.token());
            GuestWatch watch = new GuestWatch(task.console(), guest.limits(), signs, vm.process());
            if (watch.untilReady()) {
                vm.startReproducer(task.run(), guest.execution());
            }
            Duration ready = watch.ready() ? since(begin) : Duration.ZERO;
            watch.untilOver();
            return outcome(new Seen(vm, signs, watch, new Start(boot.inWords(), false, ready)), begin);
        } catch (Qemu.StartException e) {
            return didNotStart(e, begin);
        }
    }

    /**
     * Boots a guest to the point where the reproducer could start, and saves it.
     *
     * @param start with a file for its memory
     * @return empty if the guest does not get so far
     * @throws IOException when that is not the guest's fault
     */
    static Optional<Snapshot> save(Commands commands, Vm.Start start, Console console, QemuRunner.Limits limits)
            throws IOException, MachineException, InterruptedException {
        try (Vm vm = Vm.start(commands, start)) {
            GuestWatch watch = new GuestWatch(console, limits, new InitSigns(vm, start.token()), vm.process());
            try {
                if (watch.untilReady()) {
                    return Optional.of(Snapshot.of(vm, start, watch.beforeReady()));
                }
            } catch (IOException e) {
                // What fails when QEMU ends is a connection to it: its end says more, and is known a moment later.
                if (!vm.process().waitFor(1, TimeUnit.SECONDS)) {
                    throw e;
                }
            }
            if (!vm.process().isAlive() && vm.process().exitValue() != 0) {
                throw new IOException(endOfQemu(vm.process().exitValue()));
            }
            return Optional.empty();
        } catch (Qemu.StartException e) {
            throw e.exitCode() == 0 ? e : new IOException(endOfQemu(e.exitCode()), e);
        }
    }

    private static String endOfQemu(int exitCode) {
        return "QEMU ended with exit code " + exitCode;
    }

    /**
     * Lets a guest go on from a saved state and run the reproducer.
     *
     * @throws IOException when that is not possible
     */
    RunOutcome resumed(Snapshot snapshot) throws IOException, MachineException, InterruptedException {
        long begin = System.nanoTime();
        Vm.Start start = snapshot.start(guest.machine(), task.files().errors());
        try (Vm vm = Vm.start(commands, start)) {
            InitSigns signs = new InitSigns(vm, start.token());
            GuestWatch watch = new GuestWatch(task.console(), guest.limits(), signs, vm.process());
            snapshot.resume(vm);
            watch.resume(snapshot.console());
            vm.startReproducer(task.run(), guest.execution());
            Duration ready = since(begin);
            watch.untilOver();
            return outcome(new Seen(vm, signs, watch, new Start(start.boot().inWords(), true, ready)), begin);
        }
    }

    /**
     * How long it takes a guest to come up with all its processors, as its own time: it is to be the same on a busy host.
     *
     * @return empty if it does not come up within the limit
     */
    static Optional<Duration> timeToReady(Commands commands, Vm.Start start, Console console, QemuRunner.Limits limits)
            throws IOException, MachineException, InterruptedException {
        try (Vm vm = Vm.start(commands, start)) {
            GuestClock clock = new GuestClock(vm.process().pid());
            InitSigns signs = new InitSigns(vm, start.token());
            boolean ready = new GuestWatch(console, limits, signs, vm.process()).untilReady();
            Duration elapsed = clock.elapsed();
            return ready
                            && signs.words().processors().orElse(0)
                                    == start.machine().cpus()
                    ? Optional.of(elapsed)
                    : Optional.empty();
        } catch (Qemu.StartException e) {
            return Optional.empty();
        }
    }

    private RunOutcome didNotStart(Qemu.StartException failure, long begin) throws IOException {
        String title = failure.inWords(task.files());
        return new RunOutcome(
                task.run(), Kind.INFRA, title, Optional.empty(), task.console().path(), since(begin));
    }

    private record Ending(Kind kind, String title) {}

    private RunOutcome outcome(Seen seen, long begin) throws IOException, MachineException, InterruptedException {
        Optional<Crash> crash = task.console().crash();
        Ending ending = ending(seen, crash);
        boolean mute = seen.watch.exitCode().isEmpty() && (seen.watch.silent() || !seen.watch.ready());
        Optional<String> state =
                mute ? Inquiry.whereItHangs(seen.vm.qemu(), seen.watch, task.console()) : Optional.of("");
        if (state.isEmpty()) {
            ending = new Ending(Kind.INFRA, Inquiry.NO_ANSWER);
        }
        RunOutcome.Details details = new RunOutcome.Details(
                seen.course(),
                state.orElse(""),
                new String(seen.signs.words().output(), StandardCharsets.ISO_8859_1),
                seen.watch.reproducerStatus(),
                seen.signs.words().missing());
        return new RunOutcome(
                task.run(), ending.kind, ending.title, crash, task.console().path(), since(begin), details);
    }

    private Ending ending(Seen seen, Optional<Crash> crash) throws IOException, InterruptedException {
        if (crash.isPresent()) {
            Kind kind = seen.watch.ready() ? Kind.CRASHED : Kind.BOOT_FAILED;
            return new Ending(kind, crash.get().title());
        }
        boolean ended = seen.watch.exitCode().isPresent();
        Optional<String> failure = seen.vm.qemu().failure(seen.watch.exitCode(), task.files());
        if (failure.isPresent()) {
            return new Ending(Kind.INFRA, failure.get());
        }
        if (!seen.watch.ready()) {
            long limit = guest.limits().boot().toSeconds();
            return new Ending(
                    Kind.BOOT_FAILED,
                    ended
                            ? "the guest ended before user space came up"
                            : "user space did not come up within " + limit + " s");
        }
        if (ended) {
            // The kernel never restarts on its own here but for a crash; without a report it died too deep to print
            // one.
            return new Ending(Kind.CRASHED, PseudoCrash.REBOOT.title());
        }
        if (seen.watch.silent()) {
            return new Ending(Kind.CRASHED, PseudoCrash.NO_OUTPUT.title());
        }
        return seen.signs
                .words()
                .failure()
                .map(why -> new Ending(Kind.TEST_FAILED, "the reproducer cannot be executed in the guest: " + why))
                .orElse(new Ending(Kind.OK, ""));
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
