package culprit.vm.ssh;

import culprit.report.crash.CrashParser;
import culprit.report.crash.CrashRules;
import culprit.vm.Commands;
import culprit.vm.Console;
import culprit.vm.ConsoleDirectory;
import culprit.vm.Execution;
import culprit.vm.GuestClock;
import culprit.vm.GuestSockets;
import culprit.vm.GuestWatch;
import culprit.vm.Inquiry;
import culprit.vm.Kernel;
import culprit.vm.Machine;
import culprit.vm.MachineException;
import culprit.vm.MachineType;
import culprit.vm.Qemu;
import culprit.vm.QemuRunner;
import culprit.vm.Reproducer;
import culprit.vm.RunFiles;
import culprit.vm.RunOutcome;
import culprit.vm.Runner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs reproducers in QEMU guests that have a disk image and are reached through ssh. */
public final class SshRunner implements Runner {
    /** Another program may take a port between the moment when it is found free and the start of QEMU. */
    private static final int PORTS_TRIED = 5;

    /** What QEMU says then. */
    private static final String PORT_TAKEN = "Could not set up host forwarding rule";

    private final Commands commands;
    private final Guest guest;
    private final ConsoleDirectory consoles;
    private final CrashParser parser;

    /**
     * What every guest is like.
     *
     * @param execution without a sandbox: the reproducer has the rights of whoever logs in
     */
    public record Guest(Machine machine, Disk disk, QemuRunner.Limits limits, Execution execution) {
        public Guest {
            if (execution.sandbox() != Execution.Sandbox.NONE) {
                throw new IllegalArgumentException("no sandbox in a guest with a disk");
            }
        }
    }

    /** Where the ports of this host come from that lead to guests. */
    interface Ports {
        int next() throws IOException;
    }

    /**
     * Keeps consoles under the name {@code <image name>.<run>}, and beside the console of a guest that let nobody in what
     * ssh said meanwhile, as {@code <image name>.<run>.ssh.txt}.
     *
     * @param rules what counts as a crash of a guest, and its name
     */
    public SshRunner(Commands commands, Guest guest, ConsoleDirectory consoles, CrashRules rules) {
        this.commands = commands;
        this.guest = guest;
        this.consoles = consoles;
        this.parser = Console.parser(rules);
        GuestSockets.sweep();
    }

    @Override
    public RunOutcome run(Kernel kernel, Reproducer reproducer, int run) throws MachineException, InterruptedException {
        return run(kernel, reproducer, run, SshRunner::freePort);
    }

    RunOutcome run(Kernel kernel, Reproducer reproducer, int run, Ports ports)
            throws MachineException, InterruptedException {
        try {
            RunOutcome outcome = boot(kernel, reproducer, run, ports.next());
            for (int tried = 1; tried < PORTS_TRIED && outcome.title().contains(PORT_TAKEN); tried++) {
                outcome = boot(kernel, reproducer, run, ports.next());
            }
            return outcome;
        } catch (ClosedByInterruptException e) {
            // Clears the mark, as every method does that throws InterruptedException.
            Thread.interrupted();
            throw new InterruptedException("the run was interrupted");
        } catch (IOException e) {
            throw new MachineException("cannot keep the guest's files in " + consoles.path() + ": " + e, e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private RunOutcome boot(Kernel kernel, Reproducer reproducer, int run, int port)
            throws IOException, MachineException, InterruptedException {
        RunFiles files = RunFiles.begin(consoles, kernel, run);
        Path messages = consoles.path().resolve(files.name() + ".ssh.txt");
        Files.deleteIfExists(messages);
        long begin = System.nanoTime();
        try (Console console = new Console(parser, consoles.begin(files.name()))) {
            Place place = new Place(files, console, begin);
            Seen seen;
            try (Qemu qemu = Qemu.start(commands, files.errors(), sockets -> command(kernel, port, sockets));
                    Conversation conversation = new Conversation(
                            commands,
                            new Remote(guest.disk().login(), port),
                            task(run, reproducer, messages, qemu.process()))) {
                seen = watched(place, qemu, conversation);
                if (conversation.answered()) {
                    Files.deleteIfExists(messages);
                }
            } catch (Qemu.StartException e) {
                seen = new Seen(Ending.infra(e.inWords(files)), RunOutcome.Details.NONE);
            }
            files.end();
            Ending ending = seen.ending;
            return new RunOutcome(
                    run, ending.kind(), ending.title(), ending.crash(), console.path(), place.elapsed(), seen.details);
        }
    }

    private List<String> command(Kernel kernel, int port, GuestSockets.Paths sockets) {
        Path image = kernel.image().toAbsolutePath();
        return new DiskCommand(guest.machine(), guest.disk(), image, port, sockets.monitor()).arguments();
    }

    /**
     * Where a run leaves its traces.
     *
     * @param begin of QEMU, by this host's clock
     */
    private record Place(RunFiles files, Console console, long begin) {
        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    /** What was seen of a guest that is over. */
    private record Seen(Ending ending, RunOutcome.Details details) {}

    private Seen watched(Place place, Qemu qemu, Conversation conversation)
            throws IOException, MachineException, InterruptedException {
        GuestWatch watch = new GuestWatch(place.console, limits(), conversation, qemu.process());
        watch.untilReady();
        Duration ready = watch.ready() ? place.elapsed() : Duration.ZERO;
        watch.untilOver();
        Optional<String> failure = qemu.failure(watch.exitCode(), place.files);
        Ending ending = Ending.of(watch, conversation, place.console.crash(), failure);
        boolean mute = watch.exitCode().isEmpty() && (watch.silent() || conversation.isMute());
        Optional<String> state = mute ? Inquiry.whereItHangs(qemu, watch, place.console) : Optional.of("");
        if (state.isEmpty()) {
            ending = Ending.infra(Inquiry.NO_ANSWER);
        }
        RunOutcome.Course course = new RunOutcome.Course(MachineType.PC.booting(false), false, ready, watch.ran());
        return new Seen(
                ending,
                new RunOutcome.Details(course, state.orElse(""), "", watch.reproducerStatus(), conversation.missing()));
    }

    private Conversation.Task task(int run, Reproducer reproducer, Path messages, Process qemu) {
        GuestClock clock = new GuestClock(qemu.pid());
        return new Conversation.Task(
                run,
                reproducer.binary().toAbsolutePath(),
                guest.execution(),
                messages,
                clock,
                guest.limits().boot());
    }

    /** The conversation keeps the limit of booting itself, for it knows when that is over and copying begins. */
    private QemuRunner.Limits limits() {
        QemuRunner.Limits limits = guest.limits();
        return new QemuRunner.Limits(limits.boot().plus(Conversation.COPY_LIMIT), limits.run(), limits.silence());
    }
}
