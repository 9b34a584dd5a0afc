package culprit.vm;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * What is done with sockets between this program and QEMU. None of them blocks. An interrupt closes a socket that is in
 * use, which would pass for a failure of QEMU: here it becomes what it is.
 */
final class Sockets {
    private Sockets() {}

    private interface Use<T> {
        T run() throws IOException;
    }

    private static <T> T use(Use<T> use) throws IOException, InterruptedException {
        try {
            return use.run();
        } catch (ClosedByInterruptException e) {
            // Clears the mark, as every method does that throws InterruptedException.
            Thread.interrupted();
            throw new InterruptedException("a conversation with QEMU was interrupted");
        }
    }

    /** A socket on which QEMU will find this program; the caller closes it. */
    static ServerSocketChannel listen(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        server.configureBlocking(false);
        return server;
    }

    /** The other end of a socket, once it is there; the caller closes it. */
    static SocketChannel accept(ServerSocketChannel server, Deadline deadline)
            throws IOException, InterruptedException {
        SocketChannel accepted = use(server::accept);
        while (accepted == null) {
            deadline.pause();
            accepted = use(server::accept);
        }
        accepted.configureBlocking(false);
        return accepted;
    }

    /** Finds a socket on which QEMU listens. */
    static void connect(SocketChannel socket, Path path) throws IOException, InterruptedException {
        socket.configureBlocking(false);
        use(() -> socket.connect(UnixDomainSocketAddress.of(path)));
    }

    /** Takes what is there: so many bytes, 0 if there are none, -1 at the end. */
    static int read(SocketChannel socket, ByteBuffer buffer) throws IOException, InterruptedException {
        return use(() -> socket.read(buffer));
    }

    /** Sends all of it. */
    static void send(SocketChannel socket, ByteBuffer bytes, Deadline deadline)
            throws IOException, InterruptedException {
        while (bytes.hasRemaining()) {
            if (use(() -> socket.write(bytes)) == 0) {
                deadline.pause();
            }
        }
    }
}
