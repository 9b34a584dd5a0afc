package culprit.vm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How many sockets and pipes this program has open (proc(5), fd): a guest needs some of each, and the virtual machine of
 * Java opens none behind a test's back.
 */
record OpenFiles(long count) {
    static OpenFiles now() {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return new OpenFiles(all.filter(OpenFiles::isPipeOrSocket).count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPipeOrSocket(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:") || target.startsWith("pipe:");
        } catch (IOException e) {
            return false; // closed by now, as is the one for the list itself
        }
    }

    /** Waits until there are no more than there were: the pipes of a process are closed a moment after its end. */
    void awaitNoMore() {
        Stage.await(() -> now().count <= count);
    }
}
