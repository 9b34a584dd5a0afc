package culprit.vm.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether an ssh server is there, which is the first to speak (RFC 4253, 4.2), sooner than ssh does: QEMU takes
 * connections to a guest that has no network yet, and an ssh that is at one of them waits for ten seconds.
 */
final class Doorbell implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(10);

    private final SocketAddress address;
    private @Nullable SocketChannel channel; // while it is waited for an answer
    private long since = System.nanoTime() - PAUSE.toNanos();
    private Duration patience = Duration.ofSeconds(1); // doubled each time: a server may be slow to speak

    /** Rings at a port of this host. */
    Doorbell(int port) {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Whether a server has spoken. Does not wait for it, so it is asked again and again. */
    boolean isAnswered() {
        try {
            if (channel == null) {
                ring();
                return false;
            }
            int length = channel.finishConnect() ? channel.read(ByteBuffer.allocate(1)) : 0;
            if (length > 0) {
                close();
                return true;
            }
            if (length < 0) {
                close();
            } else if (hasPassed(patience)) {
                patience = patience.multipliedBy(2).compareTo(LONGEST_PATIENCE) < 0
                        ? patience.multipliedBy(2)
                        : LONGEST_PATIENCE;
                close();
            }
        } catch (IOException e) {
            close(); // Nobody is there yet.
        }
        return false;
    }

    private void ring() throws IOException {
        if (hasPassed(PAUSE)) {
            channel = SocketChannel.open();
            since = System.nanoTime();
            channel.configureBlocking(false);
            channel.connect(address);
        }
    }

    private boolean hasPassed(Duration time) {
        return System.nanoTime() - since > time.toNanos();
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // There is nothing in it that could be lost.
            }
            channel = null;
            since = System.nanoTime();
        }
    }
}
