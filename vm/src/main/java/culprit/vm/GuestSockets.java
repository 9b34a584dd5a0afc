package culprit.vm;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sockets on which QEMU finds this program, in a directory of their own that nobody else can read. In the system's
 * directory for temporary files, because the name of a socket may have only 107 bytes (unix(7)). Closes QEMU's ends too,
 * of which it may have one only when it fails to start.
 */
public final class GuestSockets implements AutoCloseable {
    private static final String PREFIX = "culprit-vm-";

    /** The number is that of the process that made it. */
    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,10})-.*");

    private final Path directory;
    private final Paths paths;
    private final ServerSocketChannel channel;
    private final ServerSocketChannel monitor;
    private final List<SocketChannel> accepted = new ArrayList<>();

    /**
     * Their names.
     *
     * @param channel of the guest's init, where that is ours
     * @param monitor of QEMU's own interface
     */
    public record Paths(Path channel, Path monitor) {}

    private GuestSockets(Path directory) throws IOException {
        this.directory = directory;
        this.paths = new Paths(directory.resolve("channel"), directory.resolve("monitor"));
        this.channel = Sockets.listen(paths.channel());
        this.monitor = Sockets.listen(paths.monitor());
    }

    static GuestSockets open() throws IOException {
        return new GuestSockets(
                Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-"));
    }

    /** Deletes what programs have left that were killed. */
    public static void sweep() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            files.filter(GuestSockets::isLeft).forEach(GuestSockets::deleteIfOwn);
        } catch (IOException e) {
            // They take no room worth a word.
        }
    }

    private static boolean isLeft(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    private static void deleteIfOwn(Path directory) {
        try {
            delete(directory);
        } catch (IOException e) {
            // Somebody else's.
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }

    Paths paths() {
        return paths;
    }

    /** A name for a socket that QEMU makes. */
    Path more(String name) {
        return directory.resolve(name);
    }

    /** QEMU's end of the channel, once it is there; does not block. */
    SocketChannel channel(Deadline deadline) throws IOException, InterruptedException {
        return keep(Sockets.accept(channel, deadline));
    }

    /** The same for the monitor. */
    SocketChannel monitor(Deadline deadline) throws IOException, InterruptedException {
        return keep(Sockets.accept(monitor, deadline));
    }

    private SocketChannel keep(SocketChannel end) {
        accepted.add(end);
        return end;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel end : accepted) {
            end.close();
        }
        channel.close();
        monitor.close();
        delete(directory);
    }
}
