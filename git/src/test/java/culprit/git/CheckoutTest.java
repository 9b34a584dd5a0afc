package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    private static final long SEED = 11;
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private Path repository;
    private Path source;
    private Path state;
    private NativeGit git;
    private JGitHistory history;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = directory.resolve("repository");
        source = directory.resolve("source");
        state = directory.resolve("state/tree");
        git = NativeGit.init(repository);
        history = JGitHistory.open(repository);
    }

    @AfterEach
    void close() {
        history.close();
    }

    private Checkout checkout() throws BadInputException {
        return history.checkout(source, state);
    }

    private Map<String, String> randomFiles() {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < 25; i++) {
            StringBuilder path = new StringBuilder();
            for (int depth = random.nextInt(3); depth > 0; depth--) {
                path.append((char) ('a' + random.nextInt(3))).append('/');
            }
            String name = path.append((char) ('a' + random.nextInt(6))).toString();
            boolean clashes = files.keySet().stream()
                    .anyMatch(other -> other.startsWith(name + "/") || name.startsWith(other + "/"));
            if (!clashes) {
                files.put(name, List.of("", "x:", "l:../", "one").get(random.nextInt(4)) + random.nextInt(3));
            }
        }
        return files;
    }

    @Test
    void putsCommitsOneAfterTheOther() throws Exception {
        List<Map<String, String>> trees = new ArrayList<>();
        List<String> commits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            trees.add(randomFiles());
            commits.add(FileTrees.commit(git, trees.get(i)));
        }
        for (int hop = 0; hop < 150; hop++) {
            int to = random.nextInt(trees.size());
            checkout().to(commits.get(to));
            assertThat(FileTrees.read(source)).as("seed %d hop %d", SEED, hop).isEqualTo(trees.get(to));
            assertThat(emptyDirectories()).as("seed %d hop %d", SEED, hop).isEmpty();
        }
    }

    private List<Path> emptyDirectories() throws IOException {
        List<Path> empty = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(source)) {
            for (Path path : paths.filter(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                try (Stream<Path> inside = Files.list(path)) {
                    if (inside.findAny().isEmpty() && !path.equals(source)) {
                        empty.add(path);
                    }
                }
            }
        }
        return empty;
    }

    @Test
    void leavesUnchangedFilesAndBuildOutputAlone() throws Exception {
        String one = FileTrees.commit(git, Map.of("same", "1", "changed", "1", "gone/file", "1", "lib/code.c", "1"));
        String two = FileTrees.commit(git, Map.of("same", "1", "changed", "2", "lib/code.c", "1"));
        checkout().to(one);
        Files.writeString(source.resolve("lib/code.o"), "built");
        Files.writeString(source.resolve("gone/file.o"), "built");
        for (String file : List.of("same", "changed", "lib/code.c", "lib/code.o")) {
            Files.setLastModifiedTime(source.resolve(file), LONG_AGO);
        }

        checkout().to(two);

        assertThat(FileTrees.read(source))
                .containsOnlyKeys("same", "changed", "lib/code.c", "lib/code.o", "gone/file.o");
        assertThat(Files.getLastModifiedTime(source.resolve("same"))).isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(source.resolve("lib/code.c"))).isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(source.resolve("lib/code.o"))).isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(source.resolve("changed"))).isNotEqualTo(LONG_AGO);
    }

    @Test
    void replacesADirectoryWithBuildOutputByAFile() throws Exception {
        checkout().to(FileTrees.commit(git, Map.of("tool/main.c", "1")));
        Files.writeString(source.resolve("tool/main.o"), "built");
        checkout().to(FileTrees.commit(git, Map.of("tool", "a file")));
        assertThat(FileTrees.read(source)).isEqualTo(Map.of("tool", "a file"));
    }

    @Test
    void replacesAFileOfABuildByADirectory() throws Exception {
        checkout().to(FileTrees.commit(git, Map.of("kept", "1")));
        Files.writeString(source.resolve("tool"), "built");
        checkout().to(FileTrees.commit(git, Map.of("tool/main.c", "1")));
        assertThat(FileTrees.read(source)).isEqualTo(Map.of("tool/main.c", "1"));
    }

    @Test
    void cutsHardLinksInsteadOfWritingThroughThem() throws Exception {
        checkout().to(FileTrees.commit(git, Map.of("file", "1")));
        Path copy = Files.createLink(directory.resolve("copy"), source.resolve("file"));
        checkout().to(FileTrees.commit(git, Map.of("file", "2")));
        assertThat(copy).hasContent("1");
    }

    @Test
    void makesGoodWhatAKillLeft() throws Exception {
        Map<String, String> before = randomFiles();
        Map<String, String> wanted = randomFiles();
        Map<String, String> other = randomFiles();
        String from = FileTrees.commit(git, before);
        String to = FileTrees.commit(git, wanted);
        String elsewhere = FileTrees.commit(git, other);
        for (int attempt = 0; attempt < 40; attempt++) {
            checkout().to(from);
            killOnTheWay(from, to, before, wanted);
            boolean goesOn = random.nextBoolean();
            checkout().to(goesOn ? to : elsewhere);
            assertThat(FileTrees.read(source))
                    .as("seed %d attempt %d", SEED, attempt)
                    .isEqualTo(goesOn ? wanted : other);
        }
    }

    /** Leaves what a kill in the middle leaves: the mark, some files changed, one half written. */
    private void killOnTheWay(String from, String to, Map<String, String> before, Map<String, String> wanted)
            throws Exception {
        new CheckoutState(state).write(List.of(tree(from), tree(to)));
        boolean torn = false;
        for (String path : before.keySet()) {
            if (!before.get(path).equals(wanted.get(path)) && random.nextBoolean()) {
                Files.delete(source.resolve(path));
                if (wanted.containsKey(path) && !torn) {
                    Files.writeString(source.resolve(path), "torn");
                    torn = true;
                }
            }
        }
    }

    @Test
    void makesGoodAFirstCheckoutThatWasKilled() throws Exception {
        String one = FileTrees.commit(git, Map.of("file", "1", "dir/file", "1"));
        String two = FileTrees.commit(git, Map.of("file", "1", "other", "2"));
        Files.createDirectories(source.resolve("dir"));
        Files.writeString(source.resolve("dir/file"), "torn");
        new CheckoutState(state).write(List.of(ObjectId.zeroId(), tree(one)));
        checkout().to(two);
        assertThat(FileTrees.read(source)).isEqualTo(Map.of("file", "1", "other", "2"));
    }

    @Test
    void namesTheFileItCannotWrite() throws Exception {
        String one = FileTrees.commit(git, Map.of("x".repeat(300), "1"));
        assertThatThrownBy(() -> checkout().to(one))
                .isInstanceOf(HistoryException.class)
                .hasMessageContainingAll(one, source.resolve("x".repeat(300)).toString());
    }

    private ObjectId tree(String commit) {
        return ObjectId.fromString(git.run("rev-parse", commit + "^{tree}"));
    }

    @Test
    void stopsWhenInterruptedAndGoesOnLater() throws Exception {
        String one = FileTrees.commit(git, Map.of("file", "1", "other", "1"));
        String two = FileTrees.commit(git, Map.of("file", "2", "other", "2"));
        checkout().to(one);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> checkout().to(two)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        checkout().to(two);
        assertThat(FileTrees.read(source)).isEqualTo(Map.of("file", "2", "other", "2"));
    }

    @Test
    void startsAnewWhenItDoesNotKnowWhatIsThere() throws Exception {
        String one = FileTrees.commit(git, Map.of("file", "1"));
        checkout().to(one);
        for (String unknown : List.of("", "nonsense", "0123456789".repeat(4) + "\n")) {
            Files.writeString(source.resolve("left"), "over");
            Files.writeString(state, unknown);
            checkout().to(one);
            assertThat(FileTrees.read(source)).as(unknown).isEqualTo(Map.of("file", "1"));
        }
    }

    @Test
    void refusesDirectoriesThatHoldSomethingOfValue() throws Exception {
        Path other = directory.resolve("other");
        NativeGit.init(other);
        git.run("commit", "-q", "--allow-empty", "-m", "first");
        git.run("worktree", "add", "-q", "../linked");
        Path alias = Files.createSymbolicLink(directory.resolve("alias"), repository);
        for (Path place : List.of(
                repository,
                directory,
                repository.resolve(".git"),
                repository.resolve(".git/x"),
                other,
                alias,
                directory.resolve("linked"),
                source.resolve("../repository"))) {
            assertThatThrownBy(() -> history.checkout(place, directory.resolveSibling("state")))
                    .as(place.toString())
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(place.toString());
        }
        assertThatThrownBy(() -> history.checkout(source, source.resolve("state")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("state file");
    }
}
