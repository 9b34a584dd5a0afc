package culprit.driver.belief;

/**
 * Possible culprits, drawn from the posterior at equal distances of probability, and for each commit which of them it
 * reaches: the chance that a commit has the bug is the share of those that it reaches.
 *
 * <p>A culprit with a high chance is drawn several times. Sixty-four are carried through the graph at once, as the bits of a
 * word.
 */
final class Sample {
    private static final int WORDS = 8;
    /** How many are drawn; an error of one in them costs less than a hundredth of the information of a test. */
    static final int SIZE = 64 * WORDS;

    private final int[] culprits = new int[SIZE];
    private final int first;
    private final int last;
    /** Which of the sample each commit from the first to the last of it reaches. */
    private final long[] reached;

    Sample(Ancestry ancestry, double[] chances) {
        draw(chances);
        first = culprits[0];
        last = culprits[SIZE - 1];
        reached = new long[(last - first + 1) * WORDS];
        int next = 0;
        for (int commit = first; commit <= last; commit++) {
            int own = (commit - first) * WORDS;
            for (int place = ancestry.parentsStart(commit); place < ancestry.parentsEnd(commit); place++) {
                int parent = (ancestry.parentAt(place) - first) * WORDS;
                for (int word = 0; parent >= 0 && word < WORDS; word++) {
                    reached[own + word] |= reached[parent + word];
                }
            }
            for (; next < SIZE && culprits[next] == commit; next++) {
                reached[own + next / 64] |= 1L << next;
            }
        }
    }

    /** On purpose not by chance: the same belief leads to the same choice. */
    private void draw(double[] chances) {
        double sum = 0;
        int drawn = 0;
        int possible = 0;
        for (int commit = 0; commit < chances.length && drawn < SIZE; commit++) {
            possible = chances[commit] > 0 ? commit : possible;
            sum += chances[commit];
            while (drawn < SIZE && (drawn + 0.5) / SIZE < sum) {
                culprits[drawn++] = commit;
            }
        }
        while (drawn < SIZE) {
            culprits[drawn++] = possible;
        }
    }

    /** The first commit that reaches one of the sample. */
    int first() {
        return first;
    }

    /** The last commit of the sample; what comes after it is not looked at, because it adds little to tell apart. */
    int last() {
        return last;
    }

    int culprit(int number) {
        return culprits[number];
    }

    /** How many of the sample a commit from the first to the last reaches. */
    int count(int commit) {
        int count = 0;
        int own = (commit - first) * WORDS;
        for (int word = 0; word < WORDS; word++) {
            count += Long.bitCount(reached[own + word]);
        }
        return count;
    }

    /** Whether such a commit reaches this one of the sample. */
    boolean reaches(int commit, int number) {
        return (reached[(commit - first) * WORDS + number / 64] & (1L << number)) != 0;
    }
}
