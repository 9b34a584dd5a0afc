package culprit.vm;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a guest wrote, compressed on disk. Of more than the limit of {@link ConsoleDirectory} the beginning and the end are
 * kept, because a crash stands at the end, and one line between them says how much is left out. The file of a run that is
 * going on, or was when this program was killed, can be read up to what was written a second before.
 *
 * <p>No failure to write is thrown: the directory is told of the first one, and nothing is written from then on. Used by
 * one thread.
 */
public final class ConsoleFile implements AutoCloseable {
    /** The end is kept in memory, one for each guest: half of the limit, but not more than so many bytes. */
    private static final int LONGEST_TAIL = 16 << 20;

    private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path path;
    private final ConsoleDirectory directory;
    private final Tail tail;
    private final ConsoleTimes times;
    private @Nullable OutputStream file;
    private long room;
    private boolean endsLine = true;
    private long flushed;

    ConsoleFile(Path path, Path times, ConsoleDirectory directory) {
        this.path = path;
        this.directory = directory;
        this.tail = new Tail((int) Math.min(directory.limit() / 2, LONGEST_TAIL));
        this.room = directory.limit() - tail.capacity();
        this.times = new ConsoleTimes(times, directory);
        this.flushed = directory.nanoTime();
        try {
            this.file = Gzip.open(path);
        } catch (IOException e) {
            stop(e);
        }
    }

    Path path() {
        return path;
    }

    void append(byte[] bytes, int offset, int length) {
        times.wrote(length);
        int kept = (int) Math.min(length, room);
        room -= kept;
        tail.append(bytes, offset + kept, length - kept);
        if (kept > 0) {
            endsLine = bytes[offset + kept - 1] == '\n';
            write(bytes, offset, kept);
        }
    }

    private void write(byte[] bytes, int offset, int length) {
        if (file == null) {
            return;
        }
        try {
            file.write(bytes, offset, length);
            if (directory.nanoTime() - flushed >= FLUSH_NANOS) {
                file.flush();
                flushed = directory.nanoTime();
            }
        } catch (IOException e) {
            stop(e);
        }
    }

    private void stop(IOException failure) {
        directory.failed(path, failure);
        OutputStream unfinished = file;
        file = null;
        try {
            if (unfinished != null) {
                unfinished.close();
            }
        } catch (IOException e) {
            // It cannot be written: that is known.
        }
    }

    /** Writes the end. */
    @Override
    public void close() {
        times.close();
        if (file == null) {
            return;
        }
        try {
            if (tail.dropped() > 0) {
                String line = (endsLine ? "" : "\n") + "culprit: " + tail.dropped() + " bytes are left out here\n";
                file.write(line.getBytes(StandardCharsets.US_ASCII));
            }
            tail.writeTo(file);
            file.close();
        } catch (IOException e) {
            stop(e);
        }
    }

    /** Fast, because QEMU drops output while its reader is busy; a flush makes all that was written readable. */
    private static final class Gzip extends GZIPOutputStream {
        private static final int BUFFER = 8 << 10;

        private Gzip(OutputStream out) throws IOException {
            super(out, BUFFER, true);
            def.setLevel(Deflater.BEST_SPEED);
        }

        static Gzip open(Path path) throws IOException {
            // A stream without a channel, which would be closed by the interrupt that ends a run.
            OutputStream out = new FileOutputStream(path.toFile());
            try {
                return new Gzip(out);
            } catch (IOException e) {
                out.close();
                throw e;
            }
        }

        /** Frees what it holds also where nothing can be written any more. */
        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                def.end();
                out.close();
            }
        }
    }
}
