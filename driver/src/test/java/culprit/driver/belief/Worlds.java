package culprit.driver.belief;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small histories by chance. */
final class Worlds {
    private Worlds() {}

    /** Commit 0 is good; each other one has one to three parents before it, the last one all heads. */
    static Ancestry random(int commits, SplittableRandom random) {
        int[][] parents = new int[commits][];
        parents[0] = new int[0];
        boolean[] hasChild = new boolean[commits];
        for (int commit = 1; commit < commits - 1; commit++) {
            int earliest = Math.max(0, commit - 4);
            parents[commit] = random.ints(1 + random.nextInt(3), earliest, commit)
                    .distinct()
                    .toArray();
            for (int parent : parents[commit]) {
                hasChild[parent] = true;
            }
        }
        parents[commits - 1] = IntStream.range(0, commits - 1)
                .filter(commit -> !hasChild[commit])
                .toArray();
        return Ancestry.of(parents, 1);
    }

    /** One commit after the other; commit 0 is good. */
    static Ancestry linear(int commits) {
        int[][] parents = new int[commits][];
        for (int commit = 0; commit < commits; commit++) {
            parents[commit] = commit == 0 ? new int[0] : new int[] {commit - 1};
        }
        return Ancestry.of(parents, 1);
    }
}
