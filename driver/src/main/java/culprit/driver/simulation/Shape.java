package culprit.driver.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What a synthetic history looks like. */
public enum Shape {
    /** One commit after the other. */
    LINEAR,
    /** Up to twenty branches at a time that fork from the main line and are merged into it, as those of subsystems are. */
    MERGES;

    private static final int BRANCHES = 20;
    private static final double FORKS = 0.04;

    /** The parents of each commit: commit 0 is the good one, and so many follow. */
    int[][] parents(int commits, SplittableRandom random) {
        int[][] parents = new int[commits + 1][];
        parents[0] = new int[0];
        List<Integer> heads = new ArrayList<>(List.of(0));
        for (int commit = 1; commit <= commits; commit++) {
            boolean ending = commits - commit < heads.size() - 1;
            double chance = this == LINEAR ? 1 : random.nextDouble();
            int branch = random.nextInt(heads.size());
            if (ending || (chance < FORKS && branch > 0)) {
                int merged = heads.remove(ending ? heads.size() - 1 : branch);
                parents[commit] = new int[] {heads.get(0), merged};
                heads.set(0, commit);
            } else if (chance < 2 * FORKS && heads.size() < BRANCHES && commits - commit > heads.size()) {
                parents[commit] = new int[] {heads.get(0)};
                heads.add(commit);
            } else {
                parents[commit] = new int[] {heads.get(branch)};
                heads.set(branch, commit);
            }
        }
        return parents;
    }
}
