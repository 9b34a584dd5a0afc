package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.git.RandomHistory.Graph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a history keeps in memory from step to step is for speed alone: no answer depends on those before it. */
class SearchMemoryTest {
    private static final long SEED = Long.getLong("culprit.seed", 20261121);

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);

    /** Searches in turns on one history; every answer is compared with that of a history opened for it alone. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersAsIfNeverAskedBefore(boolean withFile) throws Exception {
        Path repository = directory.resolve("repository");
        NativeGit git = NativeGit.init(repository);
        List<Graph> graphs = new RandomHistory(random).make(git, directory.resolve("marks"), 30, 200, 60, 500, 25, 120);
        if (withFile) {
            git.run("commit-graph", "write", "--reachable");
        }
        int tests = 0;
        try (JGitHistory history = JGitHistory.open(repository)) {
            for (Graph graph : graphs) {
                for (int round = 0; round < 4; round++) {
                    List<Told> searches = List.of(begin(history, graph), begin(history, graph));
                    for (int i = 0; i < 20; i++) {
                        Told told = searches.get(i % 2);
                        tests += compare(told, repository) ? 1 : 0;
                        tell(told);
                    }
                }
            }
        }
        assertThat(tests).as("answers with something to test, seed %d", SEED).isGreaterThan(150);
    }

    /** What was said of a commit, and whether the search had asked to test it: then it looks for no merge base anew. */
    private record Verdict(String word, String commit, boolean asked, boolean checked) {}

    /** A search, and what it was told. */
    private record Told(Search search, boolean firstParent, List<String> ancestors, List<Verdict> verdicts) {
        /** What a search that begins here has to know. */
        SearchState state() {
            String bad = ancestors.get(0);
            List<String> goods = new ArrayList<>();
            List<String> skips = new ArrayList<>();
            for (Verdict verdict : verdicts) {
                switch (verdict.word) {
                    case "bad" -> bad = verdict.commit;
                    case "good" -> goods.add(verdict.commit);
                    default -> skips.add(verdict.commit);
                }
            }
            Verdict last = verdicts.get(verdicts.size() - 1);
            Optional<String> expected = last.asked ? Optional.of(last.commit) : Optional.empty();
            return new SearchState(bad, goods, skips, expected, last.checked, firstParent);
        }
    }

    private Told begin(JGitHistory history, Graph graph) throws Exception {
        String bad = graph.commits().get(graph.commits().size() - 1 - random.nextInt(5));
        List<String> ancestors = List.copyOf(graph.ancestors(bad));
        String good = pick(ancestors);
        boolean firstParent = random.nextInt(3) == 0;
        Search search =
                history.search(new SearchState(bad, List.of(good), List.of(), Optional.empty(), false, firstParent));
        Verdict first = new Verdict("good", good, false, false);
        return new Told(search, firstParent, ancestors, new ArrayList<>(List.of(first)));
    }

    private static boolean compare(Told told, Path repository) throws Exception {
        try (JGitHistory fresh = JGitHistory.open(repository)) {
            assertThat(told.search.next())
                    .as("seed %d, %s", SEED, told.state())
                    .isEqualTo(fresh.search(told.state()).next());
        }
        return told.search.next().kind().asksForTest();
    }

    private void tell(Told told) throws Exception {
        Next next = told.search.next();
        if (!next.kind().asksForTest()) {
            return;
        }
        String commit = random.nextInt(5) > 0 ? next.commit() : pick(told.ancestors);
        boolean asked = next.commit().equals(commit);
        String word = List.of("bad", "good", "skip").get(random.nextInt(3));
        told.verdicts.add(new Verdict(word, commit, asked, asked && next.kind() == Next.Kind.TEST));
        switch (word) {
            case "bad" -> told.search.bad(commit);
            case "good" -> told.search.good(commit);
            default -> told.search.skip(commit);
        }
    }

    private String pick(List<String> commits) {
        return commits.get(random.nextInt(commits.size()));
    }
}
