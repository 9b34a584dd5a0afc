package culprit.driver.journal;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** Writes to the end of a file. */
interface Appender extends Closeable {

    /** Adds these bytes; they are on disk when it returns. */
    void append(byte[] bytes) throws IOException;

    /** Opens appenders. */
    interface Opener {
        /** Opens the file, which exists. */
        Appender open(Path file) throws IOException;
    }

    /** Appends to a real file. */
    static Appender forcing(Path path) throws IOException {
        // No channel: it would be closed for good if its thread were interrupted while it writes.
        FileOutputStream file = new FileOutputStream(path.toFile(), true);
        return new Appender() {
            @Override
            public void append(byte[] bytes) throws IOException {
                file.write(bytes);
                file.getFD().sync();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }
}
