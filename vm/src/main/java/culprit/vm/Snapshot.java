package culprit.vm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a guest that is ready for the reproducer. Its memory stays in the file that it had been all along; any
 * number of guests resume from it, each with changes of its own. The rest of it, some ten KiB, is kept here.
 *
 * <p>QEMU's migration does it (QEMU documentation, devel/migration): with the capability {@code x-ignore-shared} it leaves
 * out memory that both sides share.
 */
final class Snapshot implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Of what is not memory of the guest, in bytes; QEMU needs less than one. */
    private static final int MOST_STATE = 64 << 20;

    private final QemuCommand.Boot boot;
    private final String token;
    private final Path memory;
    private final byte[] state;
    private final byte[] console;

    private Snapshot(Vm.Start start, Path memory, byte[] state, byte[] console) {
        this.boot = start.boot();
        this.token = start.token();
        this.memory = memory;
        this.state = state;
        this.console = console;
    }

    /** What the guest printed before it was saved. */
    byte[] console() {
        return console.clone();
    }

    /** How to start a guest that resumes from here. */
    Vm.Start start(Machine machine, Path errors) {
        QemuCommand.Memory copy = new QemuCommand.Memory(memory, true);
        return new Vm.Start(machine, boot, token, Optional.of(copy), errors);
    }

    /**
     * Stops a guest whose memory is in a file, and saves it. It must not go on afterwards.
     *
     * @param console what it has printed
     */
    static Snapshot of(Vm vm, Vm.Start start, byte[] console) throws IOException, InterruptedException {
        Path memory = start.memory().orElseThrow().file();
        vm.monitor().execute("stop");
        leaveOutMemory(vm);
        Path name = vm.socket("state");
        try (ServerSocketChannel server = Sockets.listen(name)) {
            vm.monitor().execute("migrate", Map.of("uri", "unix:" + name));
            Deadline deadline = new Deadline("its state is saved", LIMIT, vm.process());
            try (SocketChannel socket = Sockets.accept(server, deadline)) {
                byte[] state = readAll(socket, deadline);
                awaitEnd(vm, deadline);
                return new Snapshot(start, memory, state, console);
            }
        }
    }

    /** Gives a guest that waits for it this state, and lets it go on. */
    void resume(Vm vm) throws IOException, InterruptedException {
        leaveOutMemory(vm);
        Path name = vm.socket("state");
        vm.monitor().execute("migrate-incoming", Map.of("uri", "unix:" + name));
        Deadline deadline = new Deadline("its state is restored", LIMIT, vm.process());
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            Sockets.connect(socket, name);
            Sockets.send(socket, ByteBuffer.wrap(state), deadline);
        }
        awaitEnd(vm, deadline);
        vm.monitor().execute("cont");
    }

    private static void leaveOutMemory(Vm vm) throws IOException, InterruptedException {
        Map<String, Object> ignoring = Map.of("capability", "x-ignore-shared", "state", true);
        vm.monitor().execute("migrate-set-capabilities", Map.of("capabilities", List.of(ignoring)));
    }

    private static void awaitEnd(Vm vm, Deadline deadline) throws IOException, InterruptedException {
        while (true) {
            String status = vm.monitor().execute("query-migrate").path("status").asString("");
            if (status.equals("completed")) {
                return;
            }
            if (status.equals("failed")) {
                throw new IOException("QEMU cannot save or restore this guest");
            }
            deadline.pause();
        }
    }

    private static byte[] readAll(SocketChannel socket, Deadline deadline) throws IOException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
        while (true) {
            int length = Sockets.read(socket, buffer.clear());
            if (length < 0) {
                return all.toByteArray();
            }
            if (length == 0) {
                deadline.pause();
            }
            if (all.size() + length > MOST_STATE) {
                throw new IOException("the state of the guest has more than " + MOST_STATE + " bytes");
            }
            all.write(buffer.array(), 0, length);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(memory);
    }
}
