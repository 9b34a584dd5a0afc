package culprit.vm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One QEMU with its guest, and the ways to them; closing it ends them. Used by one thread. */
final class Vm implements AutoCloseable {
    /** For QEMU to start: a loaded machine may take seconds. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final int SEED_BYTES = 32;

    private final GuestSockets sockets;
    private final Commands.Running running;
    private final SocketChannel channel;
    private final Qmp monitor;
    private final String token;

    private Vm(GuestSockets sockets, Commands.Running running, Ends ends, String token) {
        this.sockets = sockets;
        this.running = running;
        this.channel = ends.channel();
        this.monitor = ends.monitor();
        this.token = token;
    }

    private record Ends(SocketChannel channel, Qmp monitor) {}

    /**
     * What to start.
     *
     * @param token for the lines of init
     * @param errors takes what QEMU itself says
     */
    record Start(
            Machine machine, QemuCommand.Boot boot, String token, Optional<QemuCommand.Memory> memory, Path errors) {}

    /** QEMU did not start. */
    static final class StartException extends IOException {
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
    }

    /** A word for the lines of init that nobody guesses. */
    static String newToken() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /**
     * Starts QEMU.
     *
     * @throws StartException when it ends at once or does not come up; its errors say why
     */
    static Vm start(Commands commands, Start start) throws IOException, MachineException, InterruptedException {
        GuestSockets sockets = GuestSockets.open();
        Commands.Running running = null;
        boolean started = false;
        try {
            QemuCommand command =
                    new QemuCommand(start.machine(), start.boot(), start.token(), sockets.paths(), start.memory());
            Path directory = start.errors().toAbsolutePath().resolveSibling("");
            running = commands.startPiped(new Command(command.arguments(), directory, Map.of(), start.errors()));
            Deadline deadline = new Deadline("its start", START_LIMIT, running.process());
            SocketChannel channel = sockets.channel(deadline);
            Qmp monitor = Qmp.greet(sockets.monitor(deadline), running.process());
            started = true;
            return new Vm(sockets, running, new Ends(channel, monitor), start.token());
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

    Process process() {
        return running.process();
    }

    /**
     * Reads what init says, without waiting.
     *
     * @return how many bytes; 0 if it says nothing, or QEMU has ended
     */
    int readChannel(byte[] buffer) throws IOException, InterruptedException {
        try {
            return Math.max(0, Sockets.read(channel, ByteBuffer.wrap(buffer)));
        } catch (IOException e) {
            requireEnd(e);
            return 0;
        }
    }

    /** A broken connection is no failure of its own when QEMU ends, which may become known a moment later. */
    private void requireEnd(IOException broken) throws IOException, InterruptedException {
        if (!process().waitFor(1, TimeUnit.SECONDS)) {
            throw broken;
        }
    }

    Qmp monitor() {
        return monitor;
    }

    /** A name for another socket of this guest. */
    Path socket(String name) {
        return sockets.more(name);
    }

    /** Gives init the order to start the reproducer; see init.c for its words. A guest that has ended does not mind. */
    void startReproducer(int run, Execution execution) throws IOException, InterruptedException {
        byte[] seed = new byte[SEED_BYTES];
        ThreadLocalRandom.current().nextBytes(seed);
        String order = String.join(
                " ",
                token,
                "go",
                Long.toString(Instant.now().getEpochSecond()),
                HexFormat.of().formatHex(seed),
                Integer.toString(run),
                Integer.toString(execution.processes()),
                execution.repeats() ? "1" : "0",
                execution.sandbox().name().toLowerCase(Locale.ROOT));
        try {
            ByteBuffer bytes = ByteBuffer.wrap((order + "\n").getBytes(StandardCharsets.US_ASCII));
            Sockets.send(channel, bytes, new Deadline("taking an order", START_LIMIT, process()));
        } catch (IOException e) {
            requireEnd(e);
        }
    }

    @Override
    public void close() throws IOException {
        running.close();
        sockets.close();
    }
}
