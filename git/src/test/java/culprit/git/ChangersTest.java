package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.git.RandomHistory.Graph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with the installed git on random histories. */
class ChangersTest {
    private static final long SEED = Long.getLong("culprit.seed", 20261130);
    private static final List<String> FILES = List.of("a", "ab", "d/a", "d/b", "d/e/a");

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private NativeGit git;
    private List<Graph> graphs = List.of();

    @BeforeEach
    void histories() throws Exception {
        git = NativeGit.init(directory.resolve("repository"));
        int[] sizes = random.ints(25, 2, 90).toArray();
        graphs = new RandomHistory(random, FILES).make(git, directory.resolve("marks"), sizes);
        // Without generation numbers git lists commits that are excluded where dates run backwards.
        git.run("commit-graph", "write", "--reachable");
    }

    private JGitHistory open(boolean firstParent) throws Exception {
        return JGitHistory.open(directory.resolve("repository"), Level.STAT_EXACT, new Limits(firstParent, List.of()));
    }

    private String pick(List<String> commits) {
        return commits.get(random.nextInt(commits.size()));
    }

    /** Ids by file, as git's log tells them, but for commits without parents and those on which the lineage stands. */
    private Map<String, Set<String>> listed(Lineage lineage, String bad, String good, boolean firstParent) {
        List<String> arguments = new ArrayList<>(
                List.of("log", "--topo-order", "--no-renames", "--min-parents=1", "--format=commit %H", "--name-only"));
        arguments.addAll(firstParent ? List.of("-m", "--first-parent") : List.of("--no-merges"));
        arguments.addAll(List.of(bad, "^" + good));
        Map<String, Set<String>> listed = new TreeMap<>();
        String commit = "";
        for (String line : git.run(arguments.toArray(String[]::new)).lines().toList()) {
            if (line.startsWith("commit ")) {
                commit = line.substring("commit ".length());
            } else if (FILES.contains(line)) {
                listed.computeIfAbsent(line, any -> new TreeSet<>()).add(commit);
            }
        }
        for (int root : lineage.roots()) {
            listed.values().forEach(commits -> commits.remove(lineage.id(root)));
        }
        listed.values().removeIf(Set::isEmpty);
        return listed;
    }

    @Test
    void findsTheCommitsThatGitListsForAFile() throws Exception {
        int found = 0;
        for (boolean firstParent : new boolean[] {false, true}) {
            try (JGitHistory history = open(firstParent)) {
                for (Graph graph : graphs) {
                    String bad = pick(graph.commits());
                    String good = pick(graph.commits());
                    Lineage lineage = history.lineage(bad, List.of(good));
                    Map<String, Set<String>> ours = new TreeMap<>();
                    history.changersOf(Set.copyOf(FILES), lineage)
                            .forEach((file, numbers) -> ours.put(
                                    file, numbers.stream().map(lineage::id).collect(Collectors.toSet())));
                    found += ours.values().stream().mapToInt(Set::size).sum();
                    assertThat(ours)
                            .as("seed %d: %s..%s", SEED, good, bad)
                            .isEqualTo(listed(lineage, bad, good, firstParent));
                }
            }
        }
        assertThat(found).isGreaterThan(100);
    }

    @Test
    void aNameThatIsNoFileIsChangedByNoCommit() throws Exception {
        try (JGitHistory history = open(false)) {
            Lineage lineage = history.lineage(graphs.get(0).commits().get(0), List.of());
            assertThat(history.changersOf(Set.of(), lineage)).isEmpty();
            assertThat(history.changersOf(Set.of("/a", "../a", "d", "d/", "no/such.c", "."), lineage))
                    .isEmpty();
        }
    }

    @Test
    void anInterruptEndsItAndStaysMarked() throws Exception {
        try (JGitHistory history = open(false)) {
            Lineage lineage = history.lineage(graphs.get(0).commits().get(0), List.of());
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> history.changersOf(Set.of("a"), lineage))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
