package culprit.vm;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads what consoles were kept in. */
public final class Gunzip {
    private Gunzip() {}

    /** The whole text of a file. */
    public static String of(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The text of a file that is still being written, or never was written to its end. */
    static String prefixOf(Path file) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            in.transferTo(text);
        } catch (EOFException e) {
            // As far as it goes.
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }
}
