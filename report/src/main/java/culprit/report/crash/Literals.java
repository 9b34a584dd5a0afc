package culprit.report.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * Finds which of at most 64 fixed texts a stretch of bytes contains, in one pass whatever their number.
 *
 * <p>This is the automaton of Aho and Corasick (Efficient string matching, 1975), with all failure links resolved
 * into the table. Carriage returns are not there, as everywhere in this package. Sets of texts are bit sets: bit
 * {@code i} is text {@code i}.
 */
final class Literals {
    private static final int BYTES = 256;

    private final int[] next;
    private final long[] found;

    Literals(List<String> texts) {
        if (texts.size() > Long.SIZE) {
            throw new IllegalArgumentException("at most 64 texts, got " + texts.size());
        }
        int states = 1 + texts.stream().mapToInt(String::length).sum();
        next = new int[states * BYTES];
        found = new long[states];
        Arrays.fill(next, -1);
        int used = 1;
        for (int i = 0; i < texts.size(); i++) {
            int state = 0;
            for (byte b : texts.get(i).getBytes(ISO_8859_1)) {
                int edge = edge(state, b);
                if (next[edge] < 0) {
                    next[edge] = used++;
                }
                state = next[edge];
            }
            found[state] |= 1L << i;
        }
        resolveFailures();
    }

    private void resolveFailures() {
        int[] fallback = new int[found.length];
        Queue<Integer> open = new ArrayDeque<>(List.of(0));
        while (!open.isEmpty()) {
            int state = open.remove();
            for (int b = 0; b < BYTES; b++) {
                int edge = state * BYTES + b;
                int viaFallback = state == 0 ? 0 : next[fallback[state] * BYTES + b];
                if (next[edge] < 0) {
                    next[edge] = viaFallback;
                } else {
                    fallback[next[edge]] = viaFallback;
                    found[next[edge]] |= found[viaFallback];
                    open.add(next[edge]);
                }
            }
        }
    }

    private static int edge(int state, byte b) {
        return state * BYTES + (b & 0xff);
    }

    /** The texts that occur between two offsets. */
    long in(byte[] bytes, int from, int to) {
        long all = 0;
        int state = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] != '\r') {
                state = next[edge(state, bytes[i])];
                all |= found[state];
            }
        }
        return all;
    }

    /** Where the first occurrence of any of these texts ends, or -1. */
    int endOfFirst(byte[] bytes, int from, int to, long sought) {
        int state = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] != '\r') {
                state = next[edge(state, bytes[i])];
                if ((found[state] & sought) != 0) {
                    return i + 1;
                }
            }
        }
        return -1;
    }
}
