package culprit.driver.cli;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A console as the guest wrote it, whether its file is compressed or not; the first two bytes tell (RFC 1952). One whose
 * run is going on, or was killed, ends where its file does.
 */
final class Uncompressed extends FilterInputStream {
    private static final byte[] MAGIC = {0x1f, (byte) 0x8b};

    private Uncompressed(InputStream gzip) {
        super(gzip);
    }

    static InputStream of(InputStream file) throws IOException {
        PushbackInputStream whole = new PushbackInputStream(file, MAGIC.length);
        byte[] first = whole.readNBytes(MAGIC.length);
        whole.unread(first);
        return Arrays.equals(first, MAGIC) ? new Uncompressed(new GZIPInputStream(whole)) : whole;
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (EOFException e) {
            return -1;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (EOFException e) {
            return -1;
        }
    }
}
