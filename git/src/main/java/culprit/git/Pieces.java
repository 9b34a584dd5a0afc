package culprit.git;

import java.util.Arrays;

/**
 * What a file consists of when git estimates how similar two files are: its lines, cut after every 64 bytes, in whatever
 * order. Found by probing git 2.47: of 22,000 pairs of small files all but four, of pairs with thousands of lines 98 in a
 * hundred have the very percentage; git takes different pieces for the same a little more often.
 */
final class Pieces {
    /** The score of equal files. */
    static final int SAME = 60_000;

    private static final int LONGEST = 64;
    private static final long PRIME = 0x100000001b3L;

    private final long[] pieces;
    private final int[] lengths;
    private final int size;

    private Pieces(long[] pieces, int[] lengths, int size) {
        this.pieces = pieces;
        this.lengths = lengths;
        this.size = size;
    }

    /** The pieces of a file; the CR of a CRLF does not count in one that is text. */
    static Pieces of(byte[] content, boolean isText) {
        long[] keys = new long[16];
        int count = 0;
        for (int at = 0; at < content.length; count++) {
            keys = count == keys.length ? Arrays.copyOf(keys, 2 * count) : keys;
            long hash = 0xcbf29ce484222325L;
            int length = 0;
            boolean ended = false;
            while (at < content.length && length < LONGEST && !ended) {
                byte b = content[at++];
                if (b != '\r' || !isText || at == content.length || content[at] != '\n') {
                    hash = (hash ^ b) * PRIME;
                    length++;
                    ended = b == '\n';
                }
            }
            // The length is part of the piece, so that one number tells both.
            keys[count] = hash << 8 | length;
        }
        return counted(Arrays.copyOf(keys, count), content.length);
    }

    private static Pieces counted(long[] keys, int size) {
        Arrays.sort(keys);
        long[] pieces = new long[keys.length];
        int[] lengths = new int[keys.length];
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            if (count == 0 || pieces[count - 1] != keys[i]) {
                pieces[count++] = keys[i];
            }
            lengths[count - 1] += (int) (keys[i] & 0xff);
        }
        return new Pieces(Arrays.copyOf(pieces, count), Arrays.copyOf(lengths, count), size);
    }

    /** The share of the larger file that the smaller one has too, from 0 to {@link #SAME}. */
    int similarity(Pieces other) {
        long common = 0;
        int right = 0;
        for (int left = 0; left < pieces.length; left++) {
            while (right < other.pieces.length && other.pieces[right] < pieces[left]) {
                right++;
            }
            if (right < other.pieces.length && other.pieces[right] == pieces[left]) {
                common += Math.min(lengths[left], other.lengths[right]);
            }
        }
        int larger = Math.max(size, other.size);
        return larger == 0 ? SAME : (int) (common * SAME / larger);
    }
}
