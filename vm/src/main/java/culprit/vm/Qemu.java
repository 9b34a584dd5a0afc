package culprit.vm;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One QEMU and the ways to talk to it; closing it ends it. Used by one thread. */
public final class Qemu implements AutoCloseable {
    /** For QEMU to start: a loaded machine may take seconds. */
    static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final GuestSockets sockets;
    private final Commands.Running running;
    private final Qmp monitor;

    private Qemu(GuestSockets sockets, Commands.Running running, Qmp monitor) {
        this.sockets = sockets;
        this.running = running;
        this.monitor = monitor;
    }

    /** QEMU did not start. */
    public static final class StartException extends IOException {
        private static final long serialVersionUID = 1;

        private final int exitCode;

        private StartException(IOException cause, Process qemu) {
            super(cause.getMessage(), cause);
            exitCode = qemu.isAlive() ? 0 : qemu.exitValue();
        }

        /** QEMU's exit code; 0 if it did not end either. */
        int exitCode() {
            return exitCode;
        }

        /** What happened, on one line; among these files is what QEMU said. */
        public String inWords(RunFiles files) throws IOException {
            return exitCode == 0 ? "QEMU does not start: " + getMessage() : files.died(exitCode);
        }
    }

    /**
     * Starts QEMU.
     *
     * @param errors takes what it says
     * @param commandLine its program and arguments, for the sockets on which it finds this program
     * @throws StartException when it ends at once or does not come up; its errors say why
     */
    public static Qemu start(Commands commands, Path errors, Function<GuestSockets.Paths, List<String>> commandLine)
            throws IOException, MachineException, InterruptedException {
        GuestSockets sockets = GuestSockets.open();
        Commands.Running running = null;
        boolean started = false;
        try {
            Path directory = errors.toAbsolutePath().resolveSibling("");
            running = commands.startPiped(new Command(commandLine.apply(sockets.paths()), directory, Map.of(), errors));
            Qmp monitor = Qmp.greet(sockets.monitor(startOf(running)), running.process());
            started = true;
            return new Qemu(sockets, running, monitor);
        } catch (IOException e) {
            if (running == null) {
                throw e;
            }
            running.process().waitFor(1, TimeUnit.SECONDS);
            throw new StartException(e, running.process());
        } finally {
            if (!started) {
                if (running != null) {
                    running.close();
                }
                sockets.close();
            }
        }
    }

    private static Deadline startOf(Commands.Running running) {
        return new Deadline("its start", START_LIMIT, running.process());
    }

    /** The process, whose output is the guest's console. */
    public Process process() {
        return running.process();
    }

    Qmp monitor() {
        return monitor;
    }

    /** The channel of the guest's init, which QEMU opens before its monitor; does not block. */
    SocketChannel channel() throws IOException, InterruptedException {
        return sockets.channel(startOf(running));
    }

    /** A name for another socket of this guest. */
    Path socket(String name) {
        return sockets.more(name);
    }

    /**
     * Why QEMU has ended, if it was not its guest that brought this about.
     *
     * @param exitCode its own; empty while it goes on
     * @param files among which is what it said
     */
    public Optional<String> failure(Optional<Integer> exitCode, RunFiles files)
            throws IOException, InterruptedException {
        if (exitCode.isEmpty()) {
            return Optional.empty();
        }
        if (exitCode.get() != 0) {
            return Optional.of(files.died(exitCode.get()));
        }
        String reason = monitor.reasonOfEnd();
        return reason.startsWith("host")
                ? Optional.of("QEMU was ended from outside (" + reason + ")")
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        running.close();
        sockets.close();
    }
}
