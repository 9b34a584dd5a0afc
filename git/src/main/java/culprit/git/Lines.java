package culprit.git;

import java.util.Arrays;

/**
 * The lines of one side of a comparison, as numbers.
 *
 * @param all the whole file
 * @param from first line behind those with which both files start
 * @param to first line of those with which both files end
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Lines(int[] all, int from, int to) {
    /** How far around a line its neighbours are looked at. */
    private static final int NEIGHBOURHOOD = 100;

    /** No line must be more frequent than this, however large the file. */
    private static final int MOST_OCCURRENCES = 1024;

    private static final byte TELLING = 0;
    private static final byte UNMATCHED = 1;
    private static final byte FREQUENT = 2;

    int count() {
        return to - from;
    }

    /**
     * The lines between the equal ends that are worth a comparison, in order. Lines that the other file does not hold are
     * dropped, and with them frequent lines, such as blank ones, in a neighbourhood that consists of unmatched lines for
     * more than three quarters: matching them would tear a rewritten passage apart. The rule and its numbers were found
     * by probing git 2.39.
     *
     * @param elsewhere by line, how often it is in the other file
     */
    int[] telling(int[] elsewhere) {
        byte[] kinds = kinds(elsewhere);
        int[] telling = new int[count()];
        int kept = 0;
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == TELLING || (kinds[i] == FREQUENT && !misleads(kinds, i))) {
                telling[kept++] = all[from + i];
            }
        }
        return Arrays.copyOf(telling, kept);
    }

    private byte[] kinds(int[] elsewhere) {
        int frequent = frequent();
        byte[] kinds = new byte[count()];
        for (int i = 0; i < kinds.length; i++) {
            int matches = elsewhere[all[from + i]];
            kinds[i] = matches == 0 ? UNMATCHED : matches >= frequent ? FREQUENT : TELLING;
        }
        return kinds;
    }

    /** About the square root of the number of lines: the power of two with half as many digits, rounded up. */
    private int frequent() {
        int digits = Integer.SIZE - Integer.numberOfLeadingZeros(all.length);
        return Math.min(1 << ((digits + 1) / 2), MOST_OCCURRENCES);
    }

    private static boolean misleads(byte[] kinds, int line) {
        int[] before = neighbours(kinds, line, -1);
        int[] behind = neighbours(kinds, line, 1);
        int unmatched = before[UNMATCHED] + behind[UNMATCHED];
        // The line itself counts once on either side.
        int frequent = before[FREQUENT] + behind[FREQUENT] + 2;
        return before[UNMATCHED] > 0 && behind[UNMATCHED] > 0 && unmatched > 3 * frequent;
    }

    /** How many lines of each kind are between a line and the next telling one. */
    private static int[] neighbours(byte[] kinds, int line, int step) {
        int[] counts = new int[FREQUENT + 1];
        int at = line + step;
        for (int i = 0; i < NEIGHBOURHOOD && at >= 0 && at < kinds.length && kinds[at] != TELLING; i++) {
            counts[kinds[at]]++;
            at += step;
        }
        return counts;
    }
}
