package culprit.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that a bisection cannot do without: what is written is handed to the operating system at once, and a failure
 * stops the bisection. One thread's.
 */
final class LogFile implements AutoCloseable {
    private final Path path;
    private final OutputStream file;

    /**
     * Opens the file; one of that name is replaced.
     *
     * @throws UncheckedIOException if the file cannot be made
     */
    LogFile(Path path) {
        this.path = path;
        try {
            this.file = Files.newOutputStream(path);
        } catch (IOException e) {
            throw failure("cannot create the log", e);
        }
    }

    /**
     * Appends the bytes.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    void write(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        try {
            file.write(bytes);
            file.flush();
        } catch (IOException e) {
            throw failure("cannot write the log", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failure("cannot close the log", e);
        }
    }

    private UncheckedIOException failure(String what, IOException cause) {
        String message = path + ": " + what + " (" + cause + "); check that the directory exists and has space left";
        return new UncheckedIOException(message, cause);
    }
}
