package culprit.git;

import java.util.Arrays;

/**
 * How many of the commits that count in a range each one reaches, itself included, counted in little more than linear
 * time.
 *
 * <p>A range falls into <em>segments</em>: chains of commits that are cut in front of every merge and behind every commit
 * with several children. Whoever reaches a segment from outside reaches all of it, so that segments are counted instead
 * of commits: one bit for each, a block of segments at a time. The count of a segment starts from its largest parent's,
 * and only what the other parents add to that is summed up.
 */
final class Weights {
    /** Segments in a block. */
    private static final int BLOCK = 512;

    private static final int WORDS = BLOCK / Long.SIZE;

    private final Range range;
    /** The segment of each position; a segment has a greater number than those it reaches. */
    private final int[] segment;
    /** How many commits that count each position reaches in its segment. */
    private final int[] inSegment;

    /** The first position of each segment, and the number of its commits that count. */
    private final int[] heads;

    private final int[] sizes;
    private int segments;

    /** Commits that each segment reaches outside of itself; complete when all blocks are. */
    private final int[] before;

    // Of one block: what each segment reaches there, as a count of commits and as a row of bits. Segments that
    // reach the same share a row, those that reach nothing or everything need none.
    private final int[] counted;
    private final int[] row;
    private long[] bits = new long[64 * WORDS];
    private int rows;

    private Weights(Range range) {
        this.range = range;
        segment = new int[range.size()];
        inSegment = new int[range.size()];
        heads = new int[range.size()];
        sizes = new int[range.size()];
        cut();
        before = new int[segments];
        counted = new int[segments];
        row = new int[segments];
    }

    /** The weights by position. */
    static int[] of(Range range) {
        Weights weights = new Weights(range);
        for (int block = 0; block < weights.segments; block += BLOCK) {
            weights.count(block);
        }
        int[] sums = new int[range.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = weights.before[weights.segment[i]] + weights.inSegment[i];
        }
        return sums;
    }

    private void cut() {
        int[] children = new int[range.size()];
        for (int i = 0; i < range.size(); i++) {
            for (int p = 0; p < range.parentCount(i); p++) {
                children[range.parent(i, p)]++;
            }
        }
        for (int position : range.parentsFirst()) {
            boolean goesOn = range.parentCount(position) == 1 && children[range.parent(position, 0)] == 1;
            if (!goesOn) {
                heads[segments] = position;
            }
            int own = goesOn ? segment[range.parent(position, 0)] : segments++;
            segment[position] = own;
            sizes[own] += range.counts(position) ? 1 : 0;
            inSegment[position] = sizes[own];
        }
    }

    private void count(int block) {
        int end = Math.min(block + BLOCK, segments);
        int all = 0;
        for (int i = block; i < end; i++) {
            all += sizes[i];
        }
        rows = 0;
        for (int i = block; i < segments; i++) {
            int largest = largestParent(i, block);
            int count = largest < 0 ? 0 : counted[largest];
            boolean isInBlock = i < end;
            if (count < all && count > 0) {
                row[i] = row[largest];
                count = addParents(i, block, count);
            }
            before[i] += count;
            if (isInBlock) {
                own(i, count == 0 ? -1 : row[i]);
                bits[row[i] * WORDS + (i - block) / Long.SIZE] |= 1L << (i - block);
                count += sizes[i];
            }
            counted[i] = count;
        }
    }

    /** The parent that reaches most of the block, -1 if none reaches any of it. */
    private int largestParent(int of, int block) {
        int head = heads[of];
        int largest = -1;
        for (int p = 0; p < range.parentCount(head); p++) {
            int parent = segment[range.parent(head, p)];
            // Segments before the block are not counted in it, and hold what was left by the block before.
            if (parent >= block && counted[parent] > (largest < 0 ? 0 : counted[largest])) {
                largest = parent;
            }
        }
        return largest;
    }

    /** Adds what a segment reaches by its other parents to the row it shares with its largest one. */
    private int addParents(int to, int block, int start) {
        int head = heads[to];
        int count = start;
        boolean shared = true;
        for (int p = 0; p < range.parentCount(head); p++) {
            int parent = segment[range.parent(head, p)];
            if (parent < block || counted[parent] == 0 || row[parent] == row[to]) {
                continue;
            }
            for (int word = 0; word < WORDS; word++) {
                long added = bits[row[parent] * WORDS + word] & ~bits[row[to] * WORDS + word];
                if (added != 0) {
                    if (shared) {
                        own(to, row[to]);
                        shared = false;
                    }
                    bits[row[to] * WORDS + word] |= added;
                    count += sum(added, block + word * Long.SIZE);
                }
            }
        }
        return count;
    }

    private int sum(long chosen, int from) {
        int sum = 0;
        for (long left = chosen; left != 0; left &= left - 1) {
            sum += sizes[from + Long.numberOfTrailingZeros(left)];
        }
        return sum;
    }

    /** Gives a segment a row of its own, with the bits of another one, or none if {@code from} is negative. */
    private void own(int to, int from) {
        int at = rows * WORDS;
        if (at == bits.length) {
            bits = Arrays.copyOf(bits, 2 * at);
        }
        if (from < 0) {
            Arrays.fill(bits, at, at + WORDS, 0);
        } else {
            System.arraycopy(bits, from * WORDS, bits, at, WORDS);
        }
        row[to] = rows++;
    }
}
