package culprit.vm;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The last bytes of all that were given. Its memory grows with them, up to a limit. */
final class Tail {
    private static final int FIRST_SIZE = 64 << 10;

    private final int capacity;
    private byte[] ring = new byte[0];
    private long taken;

    /** Keeps so many bytes. */
    Tail(int capacity) {
        this.capacity = capacity;
    }

    int capacity() {
        return capacity;
    }

    /** How many bytes were given before those that are kept. */
    long dropped() {
        return Math.max(0, taken - capacity);
    }

    void append(byte[] bytes, int offset, int length) {
        int kept = Math.min(length, capacity);
        long begin = taken + length - kept;
        taken += length;
        // It grows until it is as long as it may be: so it is full, and in order, whenever it grows.
        if (taken > ring.length && ring.length < capacity) {
            ring = Arrays.copyOf(ring, (int) Math.min(capacity, Math.max(2 * taken, FIRST_SIZE)));
        }
        if (kept > 0) {
            int from = offset + length - kept;
            int position = (int) (begin % ring.length);
            int first = Math.min(kept, ring.length - position);
            System.arraycopy(bytes, from, ring, position, first);
            System.arraycopy(bytes, from + first, ring, 0, kept - first);
        }
    }

    void writeTo(OutputStream out) throws IOException {
        if (taken <= ring.length) {
            out.write(ring, 0, (int) taken);
            return;
        }
        int oldest = (int) (taken % ring.length);
        out.write(ring, oldest, ring.length - oldest);
        out.write(ring, 0, oldest);
    }
}
