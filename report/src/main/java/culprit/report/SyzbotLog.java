package culprit.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
    private final SyzbotText text;
    private final LogFile file;
    private final List<OutputStream> displays;

    /**
     * Opens the log; a file of that name is replaced.
     *
     * @param displays further places to write to; they are flushed, never closed
     * @throws UncheckedIOException if the file cannot be made
     */
    public SyzbotLog(Path path, List<OutputStream> displays) {
        this(path, new SyzbotText(), displays);
    }

    /** Opens a log in another form. */
    public SyzbotLog(Path path, SyzbotText text, List<OutputStream> displays) {
        this.text = text;
        this.displays = new ArrayList<>(displays);
        this.file = new LogFile(path);
    }

    /**
     * Writes what the event says.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    @Override
    public void accept(Event event) {
        byte[] bytes = text.of(event);
        file.write(bytes);
        show(bytes);
    }

    private void show(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        Iterator<OutputStream> remaining = displays.iterator();
        while (remaining.hasNext()) {
            try {
                OutputStream display = remaining.next();
                display.write(bytes);
                display.flush();
            } catch (IOException e) {
                // On purpose without a word: who closed the display does not want to see more.
                remaining.remove();
            }
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
