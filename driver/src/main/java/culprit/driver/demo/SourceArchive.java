package culprit.driver.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** A source package: a {@code .tar.xz} whose files all lie below one directory, which their paths leave out. */
record SourceArchive(Path path) {
    private static final int BUFFER = 1 << 16;

    /** Takes the files of an archive in its order. */
    interface Visitor {
        /** A file whose execute bits are as said. */
        void file(String path, boolean executable, byte[] content) throws IOException;

        /** A symbolic link. */
        void link(String path, String target) throws IOException;
    }

    /** Reads the archive once, from beginning to end. */
    void read(Visitor visitor) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
                InputStream tar = new BufferedInputStream(new XZCompressorInputStream(file), BUFFER);
                TarArchiveInputStream entries = new TarArchiveInputStream(tar, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (!entry.isDirectory()) {
                    visit(entry, entries, visitor);
                }
            }
        }
    }

    private void visit(TarArchiveEntry entry, InputStream content, Visitor visitor) throws IOException {
        String name = entry.getName();
        String below = name.substring(name.indexOf('/') + 1);
        if (entry.isSymbolicLink()) {
            visitor.link(below, entry.getLinkName());
        } else if (entry.isFile()) {
            visitor.file(below, (entry.getMode() & 0111) != 0, content.readNBytes((int) entry.getSize()));
        } else {
            throw new IOException(path + ": " + name + " is neither a file nor a symbolic link");
        }
    }
}
