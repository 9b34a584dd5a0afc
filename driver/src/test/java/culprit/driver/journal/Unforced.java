package culprit.driver.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** Leaves it to the operating system when the file gets to the disk: thousands of bisections are tested. */
final class Unforced implements Appender {
    private final FileOutputStream file;

    Unforced(Path path) throws IOException {
        file = new FileOutputStream(path.toFile(), true);
    }

    @Override
    public void append(byte[] bytes) throws IOException {
        file.write(bytes);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
