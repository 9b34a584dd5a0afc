package culprit.git;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How many lines a change of a file adds and deletes by git's default diff.
 *
 * <p>The algorithm is that of E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), and is not the whole
 * story: before it git drops lines that would mislead it ({@link Lines#telling}), and within it git gives up on large
 * rewrites ({@link EditScript}). Both make the numbers larger than the smallest ones.
 */
record LineCount(int added, int deleted) {
    static LineCount of(byte[] before, byte[] after) {
        Map<ByteBuffer, Integer> numbers = new HashMap<>();
        int[] left = numbered(before, numbers);
        int[] right = numbered(after, numbers);
        int start = Arrays.mismatch(left, right);
        if (start < 0) {
            return new LineCount(0, 0);
        }
        int end = 0;
        while (end < Math.min(left.length, right.length) - start
                && left[left.length - 1 - end] == right[right.length - 1 - end]) {
            end++;
        }
        Lines leftLines = new Lines(left, start, left.length - end);
        Lines rightLines = new Lines(right, start, right.length - end);
        int[] lefts = leftLines.telling(occurrences(right, numbers.size()));
        int[] rights = rightLines.telling(occurrences(left, numbers.size()));
        int common = lefts.length - EditScript.deletions(lefts, rights);
        return new LineCount(rightLines.count() - common, leftLines.count() - common);
    }

    /** The lines of a file as numbers, equal ones for equal lines; a last line without its end is unlike one with it. */
    private static int[] numbered(byte[] text, Map<ByteBuffer, Integer> numbers) {
        int[] lines = new int[16];
        int count = 0;
        for (int at = 0; at < text.length; count++) {
            int end = at;
            while (end < text.length - 1 && text[end] != '\n') {
                end++;
            }
            end++;
            if (count == lines.length) {
                lines = Arrays.copyOf(lines, 2 * count);
            }
            lines[count] = numbers.computeIfAbsent(ByteBuffer.wrap(text, at, end - at), line -> numbers.size());
            at = end;
        }
        return Arrays.copyOf(lines, count);
    }

    private static int[] occurrences(int[] lines, int numbers) {
        int[] occurrences = new int[numbers];
        for (int line : lines) {
            occurrences[line]++;
        }
        return occurrences;
    }
}
