package culprit.vm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One QEMU with its guest, and the ways to them; closing it ends them. Used by one thread. */
final class Vm implements AutoCloseable {
    private static final int SEED_BYTES = 32;

    private final Qemu qemu;
    private final SocketChannel channel;
    private final String token;

    private Vm(Qemu qemu, SocketChannel channel, String token) {
        this.qemu = qemu;
        this.channel = channel;
        this.token = token;
    }

    /**
     * What to start.
     *
     * @param token for the lines of init
     * @param errors takes what QEMU itself says
     */
    record Start(
            Machine machine, QemuCommand.Boot boot, String token, Optional<QemuCommand.Memory> memory, Path errors) {}

    /** A word for the lines of init that nobody guesses. */
    static String newToken() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /**
     * Starts QEMU.
     *
     * @throws Qemu.StartException when it ends at once or does not come up; its errors say why
     */
    static Vm start(Commands commands, Start start) throws IOException, MachineException, InterruptedException {
        Qemu qemu = Qemu.start(
                commands,
                start.errors(),
                sockets -> new QemuCommand(start.machine(), start.boot(), start.token(), sockets, start.memory())
                        .arguments());
        boolean started = false;
        try {
            Vm vm = new Vm(qemu, qemu.channel(), start.token());
            started = true;
            return vm;
        } finally {
            if (!started) {
                qemu.close();
            }
        }
    }

    Qemu qemu() {
        return qemu;
    }

    Process process() {
        return qemu.process();
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
        return qemu.monitor();
    }

    /** A name for another socket of this guest. */
    Path socket(String name) {
        return qemu.socket(name);
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
            Sockets.send(channel, bytes, new Deadline("taking an order", Qemu.START_LIMIT, process()));
        } catch (IOException e) {
            requireEnd(e);
        }
    }

    @Override
    public void close() throws IOException {
        qemu.close();
    }
}
