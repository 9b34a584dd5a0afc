package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.git.Next.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search on a straight line of commits 0 to 15. */
class SearchTest {
    @TempDir
    Path directory;

    private final List<String> line = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void makeLine() throws IOException {
        NativeGit git = NativeGit.init(directory);
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            String title = "commit " + i;
            stream.append("commit refs/heads/main\ncommitter C <c> ").append(i).append(" +0000\n");
            stream.append("data ")
                    .append(title.length())
                    .append('\n')
                    .append(title)
                    .append('\n');
        }
        git.feed(stream.toString().getBytes(StandardCharsets.US_ASCII), "fast-import", "--quiet");
        line.addAll(git.run("rev-list", "--reverse", "main").lines().toList());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private Search search(int bad, Integer... goods) throws Exception {
        JGitHistory history = JGitHistory.open(directory);
        open.add(history);
        return history.search(
                line.get(bad), List.of(goods).stream().map(line::get).toList());
    }

    @Test
    void halvesALineUntilTheCulpritIsFound() throws Exception {
        for (int culprit = 1; culprit < 16; culprit++) {
            Search search = search(15, 0);
            int tests = 0;
            for (Next next = search.next(); next.kind() == Kind.TEST; next = search.next()) {
                tests++;
                if (line.indexOf(next.commit()) < culprit) {
                    search.good(next.commit());
                } else {
                    search.bad(next.commit());
                }
            }
            assertThat(search.next().kind()).isEqualTo(Kind.FOUND);
            assertThat(search.next().commit()).isEqualTo(line.get(culprit));
            assertThat(tests).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void givesTheSameAnswerUntilAVerdict() throws Exception {
        Search search = search(15, 0);
        Next first = search.next();
        assertThat(search.next()).isEqualTo(first);
        search.good(first.commit());
        assertThat(search.next()).isNotEqualTo(first);
    }

    @Test
    void countsTheSameWhileSkipping() throws Exception {
        Search search = search(15, 0);
        search.skip(search.next().commit());
        Next first = search.next();
        search.skip(first.commit());
        Next second = search.next();
        assertThat(second.commit()).isNotEqualTo(first.commit());
        assertThat(second.left()).isEqualTo(first.left());
        assertThat(second.steps()).isEqualTo(first.steps());
    }

    @Test
    void searchesEverythingWithoutAGoodCommit() throws Exception {
        assertThat(search(15).next().left()).isEqualTo(7);
    }

    @Test
    void endsWithTheSkippedCommitsAndTheBadOne() throws Exception {
        Search search = search(3, 0);
        search.skip(line.get(1));
        search.skip(line.get(2));
        Next end = search.next();
        assertThat(end.kind()).isEqualTo(Kind.ONLY_SKIPPED_LEFT);
        assertThat(end.candidates()).hasSize(3).endsWith(line.get(3)).contains(line.get(1), line.get(2));
    }

    @Test
    void saysInTheWordsOfGitThatGoodAndBadWereMistaken() throws Exception {
        Next end = search(3, 9).next();
        assertThat(end.kind()).isEqualTo(Kind.GOOD_NOT_ANCESTOR);
        assertThat(end.message())
                .startsWith("Some good revs are not ancestors of the bad rev.\n")
                .endsWith("?\n");
    }

    @Test
    void noticesACommitThatIsBothGoodAndBad() throws Exception {
        Next end = search(3, 3).next();
        assertThat(end.kind()).isEqualTo(Kind.BOTH_GOOD_AND_BAD);
        assertThat(end.message()).isEqualTo(line.get(3) + " was both good and bad\n");
    }

    @Test
    void refusesAVerdictOnACommitItCannotKnow() throws Exception {
        Search search = search(7, 0);
        assertThatThrownBy(() -> search.good(line.get(15)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line.get(15));
    }
}
