package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.git.RandomHistory.Graph;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search will ask for is known before the verdicts are. */
class AheadTest {
    private static final long SEED = 20261121;

    @TempDir
    private Path directory;

    @BeforeAll
    static void requireGit() {
        NativeGit.assumePresent();
    }

    @Test
    void whateverTheVerdictsTheNextCommitsWereForeseen() throws Exception {
        Random random = new Random(SEED);
        NativeGit git = NativeGit.init(directory.resolve("linux"));
        List<Graph> graphs = new RandomHistory(random).make(git, directory.resolve("marks"), 20, 60, 150, 300);
        int steps = 0;
        try (JGitHistory history = JGitHistory.open(directory.resolve("linux"))) {
            for (Graph graph : graphs) {
                List<String> commits = graph.commits();
                Search search = history.search(commits.get(commits.size() - 1), List.of(commits.get(0)));
                while (search.next().kind().asksForTest()) {
                    String present = search.next().commit();
                    List<String> one = search.ahead(1);
                    List<String> two = search.ahead(2);
                    assertThat(one).hasSizeLessThanOrEqualTo(2).doesNotContain(present);
                    assertThat(two).startsWith(one.toArray(String[]::new)).hasSizeLessThanOrEqualTo(6);
                    assertThat(search.next().commit())
                            .as("asking ahead changes nothing")
                            .isEqualTo(present);
                    answer(search, random.nextBoolean());
                    if (search.next().kind().asksForTest()) {
                        assertThat(one).contains(search.next().commit());
                    }
                    steps++;
                }
                assertThat(search.ahead(3)).isEmpty();
            }
        }
        assertThat(steps).as("seed %d", SEED).isGreaterThan(10);
    }

    private static void answer(Search search, boolean bad) throws HistoryException {
        String commit = search.next().commit();
        if (bad) {
            search.bad(commit);
        } else {
            search.good(commit);
        }
    }
}
