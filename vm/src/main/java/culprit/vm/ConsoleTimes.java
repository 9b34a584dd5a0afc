package culprit.vm;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a guest wrote what, by the clock of the host, beside its console: that itself stays what the kernel wrote. Each line
 * has the seconds since the run began, with milliseconds, and how many bytes the guest had written before: {@code 12.345
 * 67890}. What a console leaves out is counted too. There is one line in 100 ms at most, and {@link #MOST} in all.
 */
final class ConsoleTimes implements AutoCloseable {
    static final int MOST = 10_000;

    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path path;
    private final ConsoleDirectory directory;
    private final long begin;
    private @Nullable OutputStream file;
    private long last;
    private int lines;
    private long offset;

    ConsoleTimes(Path path, ConsoleDirectory directory) {
        this.path = path;
        this.directory = directory;
        this.begin = directory.nanoTime();
        try {
            this.file = new FileOutputStream(path.toFile());
        } catch (IOException e) {
            directory.failed(path, e);
        }
    }

    /** The guest has just written so many bytes. */
    void wrote(int length) {
        long now = directory.nanoTime();
        if (file != null && lines < MOST && (lines == 0 || now - last >= APART_NANOS)) {
            last = now;
            lines++;
            write(file, line(Duration.ofNanos(now - begin)));
        }
        offset += length;
    }

    private String line(Duration since) {
        return String.format(Locale.ROOT, "%d.%03d %d\n", since.toSeconds(), since.toMillisPart(), offset);
    }

    private void write(OutputStream out, String line) {
        try {
            out.write(line.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            directory.failed(path, e);
            close();
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            directory.failed(path, e);
        }
        file = null;
    }
}
