package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.git.RandomHistory.Graph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
    private static final long SEED = Long.getLong("culprit.seed", 20261121);

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);

    @Test
    void countsWhatEveryCommitReaches() throws Exception {
        NativeGit git = NativeGit.init(directory.resolve("repository"));
        int[] sizes = random.ints(60, 1, 400).toArray();
        // More segments than a block has, in the shapes that chance gives these.
        Arrays.fill(sizes, 0, 12, 3000);
        List<Graph> graphs = new RandomHistory(random).make(git, directory.resolve("marks"), sizes);
        try (Repository repository = RepositoryOpener.open(directory.resolve("repository"));
                ObjectReader reader = repository.newObjectReader()) {
            CommitGraph numbered = new CommitGraph();
            for (Graph graph : graphs) {
                List<Integer> commits = new ArrayList<>();
                for (String commit : graph.commits()) {
                    commits.add(numbered.load(ObjectId.fromString(commit), reader));
                }
                for (int goods = 0; goods < 4; goods++) {
                    compare(range(numbered, commits, goods));
                }
            }
        }
    }

    private Range range(CommitGraph graph, List<Integer> commits, int goods) {
        int bad = commits.get(commits.size() - 1 - random.nextInt((commits.size() + 3) / 4));
        List<Integer> excluded = random.ints(goods, 0, commits.size())
                .mapToObj(commits::get)
                .distinct()
                .toList();
        List<Integer> tips = new ArrayList<>(List.of(bad));
        tips.addAll(excluded);
        return new Range(graph, LimitedWalk.run(graph, tips, excluded, new BitSet()));
    }

    /** One bit per commit and its ancestor: plain, and too slow for thousands of commits. */
    private static void compare(Range range) {
        BitSet[] reached = new BitSet[range.size()];
        int[] expected = new int[range.size()];
        for (int position : range.parentsFirst()) {
            reached[position] = new BitSet(range.size());
            reached[position].set(position);
            for (int p = 0; p < range.parentCount(position); p++) {
                reached[position].or(reached[range.parent(position, p)]);
            }
            expected[position] = reached[position].cardinality();
        }
        assertThat(range.weights())
                .as("seed %d, %d commits", SEED, range.size())
                .isEqualTo(expected);
    }
}
