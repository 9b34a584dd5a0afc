package culprit.vm;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The sockets on which QEMU finds this program, in a directory of their own that nobody else can read. In the system's
 * directory for temporary files, because the name of a socket may have only 107 bytes (unix(7)). Closes QEMU's ends too,
 * of which it may have one only when it fails to start.
 */
final class GuestSockets implements AutoCloseable {
    private final Path directory;
    private final Paths paths;
    private final ServerSocketChannel channel;
    private final ServerSocketChannel monitor;
    private final List<SocketChannel> accepted = new ArrayList<>();

    /**
     * Their names.
     *
     * @param channel of the guest's init
     * @param monitor of QEMU's own interface
     */
    record Paths(Path channel, Path monitor) {}

    private GuestSockets(Path directory) throws IOException {
        this.directory = directory;
        this.paths = new Paths(directory.resolve("channel"), directory.resolve("monitor"));
        this.channel = listen(paths.channel());
        this.monitor = listen(paths.monitor());
    }

    static GuestSockets open() throws IOException {
        return new GuestSockets(Files.createTempDirectory("culprit-vm"));
    }

    Paths paths() {
        return paths;
    }

    /** A name for a socket that QEMU makes. */
    Path more(String name) {
        return directory.resolve(name);
    }

    /** A socket on which QEMU will find this program; the caller closes it. */
    static ServerSocketChannel listen(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        server.configureBlocking(false);
        return server;
    }

    /** QEMU's end of the channel, once it is there; does not block. */
    SocketChannel channel(Deadline deadline) throws IOException, InterruptedException {
        return keep(accept(channel, deadline));
    }

    /** The same for the monitor. */
    SocketChannel monitor(Deadline deadline) throws IOException, InterruptedException {
        return keep(accept(monitor, deadline));
    }

    private SocketChannel keep(SocketChannel end) {
        accepted.add(end);
        return end;
    }

    /** The other end of a socket, once it is there; does not block, and the caller closes it. */
    static SocketChannel accept(ServerSocketChannel server, Deadline deadline)
            throws IOException, InterruptedException {
        SocketChannel accepted = server.accept();
        while (accepted == null) {
            deadline.pause();
            accepted = server.accept();
        }
        accepted.configureBlocking(false);
        return accepted;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel end : accepted) {
            end.close();
        }
        channel.close();
        monitor.close();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
