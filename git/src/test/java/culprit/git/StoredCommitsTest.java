package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.git.RandomHistory.Graph;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredCommitsTest {
    private static final long SEED = Long.getLong("culprit.seed", 20261121);

    @TempDir
    Path directory;

    private NativeGit git;
    private Path file;

    @BeforeEach
    void makeRepository() throws Exception {
        git = NativeGit.init(directory.resolve("repository"));
        file = directory.resolve("repository/.git/objects/info/commit-graph");
    }

    @Test
    void knowsOfAFileWhatTheObjectsSay() throws Exception {
        List<String> commits = commits(graphs(40, 300, 1, 150));
        write(commits);
        assertThat(stored()).isEqualTo(commits.size());
        assertSameAsObjects(commits);
    }

    @Test
    void knowsOfAChainWhatTheObjectsSay() throws Exception {
        List<Graph> graphs = graphs(40, 300, 1, 150);
        splitWrite(graphs.subList(0, 1));
        splitWrite(graphs.subList(1, 3));
        splitWrite(graphs.subList(3, 4));
        assertThat(Files.readAllLines(chain())).hasSize(3);
        assertThat(stored()).isEqualTo(commits(graphs).size());
        assertSameAsObjects(commits(graphs));
    }

    @Test
    void readsNewerCommitsFromObjects() throws Exception {
        List<Graph> graphs = graphs(100, 80);
        List<String> known = graphs.get(0).commits().subList(0, 50);
        write(known);
        assertThat(stored()).isBetween(1, 50);
        assertSameAsObjects(commits(graphs));
    }

    @Test
    void usesTheFileOfARepositoryThatIsBorrowedFrom() throws Exception {
        List<String> commits = commits(graphs(60));
        write(commits);
        NativeGit.init(directory.resolve("borrower"));
        Files.writeString(
                directory.resolve("borrower/.git/objects/info/alternates"), "../../../repository/.git/objects\n");
        try (Repository repository = RepositoryOpener.open(directory.resolve("borrower"))) {
            assertThat(StoredCommits.of(repository).size()).isEqualTo(commits.size());
        }
    }

    @Test
    void leavesTheFileAloneWhereGitIsToldTo() throws Exception {
        write(commits(graphs(60)));
        git.run("config", "core.commitGraph", "false");
        assertThat(stored()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8, 19, 60, 500, 1200, 3000, -1, -30, -400})
    void readsObjectsWhereTheFileIsCutOff(int length) throws Exception {
        List<String> commits = commits(graphs(60, 30));
        write(commits);
        byte[] whole = Files.readAllBytes(file);
        // The checksum at the end is not looked at, everything before it is.
        int kept = length < 0 ? whole.length - 20 + length : length;
        replace(file, ByteBuffer.wrap(whole, 0, kept));
        assertThat(stored()).isZero();
        assertSameAsObjects(commits);
    }

    @ParameterizedTest
    @CsvSource({"0,signature", "4,version", "5,kind of ids", "8,first chunk", "16,place of it", "28,place of the next"})
    void readsObjectsWhereTheHeadOfTheFileIsOdd(int at, String what) throws Exception {
        List<String> commits = commits(graphs(60));
        write(commits);
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 0x55;
        replace(file, ByteBuffer.wrap(bytes));
        assertThat(stored()).as(what).isZero();
        assertSameAsObjects(commits);
    }

    @Test
    void readsObjectsWhereParentsGoRoundInACircle() throws Exception {
        List<String> commits = commits(graphs(60));
        write(commits);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer words = ByteBuffer.wrap(bytes);
        int data = 0;
        for (int at = 8; data == 0; at += 12) {
            data = words.getInt(at) == 0x43444154 ? (int) words.getLong(at + 4) : 0;
        }
        words.putInt(data + 20, 0);
        replace(file, words.rewind());
        assertThat(stored()).isZero();
        assertSameAsObjects(commits);
    }

    @Test
    void readsObjectsWhereAFileOfTheChainIsMissing() throws Exception {
        List<Graph> graphs = graphs(40, 30);
        splitWrite(graphs.subList(0, 1));
        splitWrite(graphs.subList(1, 2));
        String lowest = Files.readAllLines(chain()).get(0);
        Files.delete(chain().resolveSibling("graph-" + lowest + ".graph"));
        assertThat(stored()).isZero();
        assertSameAsObjects(commits(graphs));
    }

    /** Dates are where git has them, with the file and without: beyond its 34 bits and before 1970, that differs. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ordersByDatesAsGitDoes(boolean withFile) throws Exception {
        Random random = new Random(SEED);
        String tree = git.run("hash-object", "-t", "tree", "-w", "--stdin");
        // Not -1: of that, git 2.39 never ends to write the file.
        List<Long> dates = List.of(-1000L, -5_000_000_000L, 0L, 7L, (1L << 31) + 5, 1L << 33, (1L << 34) + 7, 1L << 40);
        for (int round = 0; round < 6; round++) {
            List<String> commits = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                StringBuilder commit = new StringBuilder("tree " + tree + "\n");
                random.ints(i == 0 ? 0 : 1 + random.nextInt(2), Math.max(0, i - 4), Math.max(1, i))
                        .distinct()
                        .forEach(parent -> commit.append("parent ")
                                .append(commits.get(parent))
                                .append('\n'));
                String who = " C <c@example.org> " + dates.get(random.nextInt(dates.size())) + " +0000\n";
                commit.append("author")
                        .append(who)
                        .append("committer")
                        .append(who)
                        .append("\nc")
                        .append(i);
                byte[] bytes = commit.toString().getBytes(StandardCharsets.US_ASCII);
                commits.add(git.feed(bytes, "hash-object", "-t", "commit", "-w", "--literally", "--stdin"));
            }
            git.run("update-ref", "refs/heads/r" + round, commits.get(23));
            if (withFile) {
                git.run("commit-graph", "write", "--reachable");
            }
            try (JGitHistory history = JGitHistory.open(directory.resolve("repository"), Level.STAT_APPROX)) {
                for (int good = 0; good < 8; good++) {
                    String answer = git.tell("rev-list", "--bisect", commits.get(23), "^" + commits.get(good))
                            .out();
                    Search search = history.search(commits.get(23), List.of(commits.get(good)));
                    Next next = search.next();
                    if (next.kind() == Next.Kind.TEST) {
                        assertThat(next.commit())
                                .as("seed %d round %d good %d", SEED, round, good)
                                .isEqualTo(answer.strip());
                    }
                }
            }
        }
    }

    private void assertSameAsObjects(List<String> commits) throws Exception {
        try (Repository repository = RepositoryOpener.open(directory.resolve("repository"));
                ObjectReader reader = repository.newObjectReader()) {
            CommitGraph plain = new CommitGraph();
            CommitGraph quick = new CommitGraph(repository);
            for (String name : commits) {
                int expected = plain.load(ObjectId.fromString(name), reader);
                int actual = quick.load(ObjectId.fromString(name), reader);
                assertThat(described(quick, actual)).isEqualTo(described(plain, expected));
                assertThat(quick.find(ObjectId.fromString(name))).isEqualTo(actual);
            }
            assertThat(quick.find(ObjectId.zeroId())).isEqualTo(-1);
        }
    }

    private static String described(CommitGraph graph, int commit) {
        StringBuilder described = new StringBuilder(graph.name(commit) + " " + graph.date(commit));
        for (int i = 0; i < graph.parentCount(commit); i++) {
            described.append(' ').append(graph.name(graph.parent(commit, i)));
        }
        return described.toString();
    }

    private int stored() throws Exception {
        try (Repository repository = RepositoryOpener.open(directory.resolve("repository"))) {
            return StoredCommits.of(repository).size();
        }
    }

    private List<Graph> graphs(int... sizes) throws Exception {
        return new RandomHistory(new Random(SEED)).make(git, directory.resolve("marks"), sizes);
    }

    private static List<String> commits(List<Graph> graphs) {
        return graphs.stream()
                .flatMap(graph -> graph.commits().stream())
                .distinct()
                .toList();
    }

    private void write(List<String> commits) {
        git.feed(lines(commits), "commit-graph", "write", "--stdin-commits");
    }

    private void splitWrite(List<Graph> graphs) {
        git.feed(lines(commits(graphs)), "commit-graph", "write", "--split=no-merge", "--stdin-commits");
    }

    private Path chain() {
        return file.resolveSibling("commit-graphs/commit-graph-chain");
    }

    private static byte[] lines(List<String> commits) {
        return (String.join("\n", commits) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static void replace(Path file, ByteBuffer bytes) throws Exception {
        Files.delete(file);
        byte[] content = new byte[bytes.remaining()];
        bytes.get(content);
        Files.write(file, content);
    }
}
