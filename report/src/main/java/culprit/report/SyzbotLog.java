package culprit.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Writes the log that syzbot writes into a file and, alongside, to displays such as standard output.
 *
 * <ul>
 *   <li>What an event says is handed to the operating system before {@link #accept} returns.
 *   <li>The file is indispensable: if it cannot be written, {@link #accept} throws and the bisection stops.
 *   <li>A display is not: one that fails, such as a closed pipe, gets nothing more and the bisection goes on.
 * </ul>
 *
 * <p>Owned by one thread.
 */
public final class SyzbotLog implements EventSink {
    private final SyzbotText text = new SyzbotText();
    private final Path path;
    private final OutputStream file;
    private final List<OutputStream> displays;

    /**
     * Opens the log; a file of that name is replaced.
     *
     * @param displays further places to write to; they are flushed, never closed
     * @throws UncheckedIOException if the file cannot be made
     */
    public SyzbotLog(Path path, List<OutputStream> displays) {
        this.path = path;
        this.displays = new ArrayList<>(displays);
        try {
            this.file = Files.newOutputStream(path);
        } catch (IOException e) {
            throw failure("cannot create the log", e);
        }
    }

    /**
     * Writes what the event says.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    @Override
    public void accept(Event event) {
        byte[] bytes = text.of(event);
        if (bytes.length == 0) {
            return;
        }
        try {
            write(file, bytes);
        } catch (IOException e) {
            throw failure("cannot write the log", e);
        }
        show(bytes);
    }

    private void show(byte[] bytes) {
        Iterator<OutputStream> remaining = displays.iterator();
        while (remaining.hasNext()) {
            try {
                write(remaining.next(), bytes);
            } catch (IOException e) {
                // On purpose without a word: who closed the display does not want to see more.
                remaining.remove();
            }
        }
    }

    private static void write(OutputStream stream, byte[] bytes) throws IOException {
        stream.write(bytes);
        stream.flush();
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
