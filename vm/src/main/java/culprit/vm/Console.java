package culprit.vm;

import culprit.report.crash.Crash;
import culprit.report.crash.CrashParser;
import culprit.report.crash.CrashStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a guest has written so far. The guest is hostile: whatever it prints, memory holds only what {@link CrashStream}
 * keeps, and the file at most {@link #FILE_LIMIT} bytes. Used by one thread.
 */
final class Console implements AutoCloseable {
    static final int FILE_LIMIT = 16 << 20;

    private final CrashParser parser;
    private final OutputStream file;
    private CrashStream stream;
    private long written;

    /** Copies everything into the file, up to the limit. */
    Console(CrashParser parser, Path file) throws IOException {
        this.parser = parser;
        this.file = Files.newOutputStream(file);
        this.stream = new CrashStream(parser);
    }

    /** Takes what the guest has written. */
    void append(byte[] bytes, int offset, int length) throws IOException {
        int kept = (int) Math.min(length, FILE_LIMIT - written);
        file.write(bytes, offset, kept);
        written += kept;
        if (!stream.isFull()) {
            stream.append(bytes, offset, length);
        }
    }

    /** From here on crashes are looked for anew: what was written before belongs to another stage of the guest's life. */
    void beginStage() {
        stream = new CrashStream(parser);
    }

    /** How many lines in this stage have announced a crash, or a part of one. */
    int announcements() {
        return stream.announcements();
    }

    /** Whether nothing that is still to come belongs to the report of the first crash in this stage. */
    boolean isFull() {
        return stream.isFull();
    }

    /** The first crash in this stage, once nothing more is written; asked once. */
    Optional<Crash> crash() {
        return stream.take();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
