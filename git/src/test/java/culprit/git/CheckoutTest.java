package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
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
    private Path repository = Path.of("");
    private Path source = Path.of("");
    private Path state = Path.of("");
    private NativeGit git = new NativeGit(repository);
    private JGitHistory history = openedLater();

    @SuppressWarnings("NullAway") // set before every test
    private static JGitHistory openedLater() {
        return null;
    }

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

    /** A commit of files: path to content. "x:" before a content makes it executable, "l:" a link. */
    private String commit(Map<String, String> files) {
        StringBuilder stream =
                new StringBuilder("commit refs/heads/main\ncommitter C <c> 1 +0000\ndata 0\ndeleteall\n");
        files.forEach((path, content) -> {
            String mode = content.startsWith("x:") ? "100755" : content.startsWith("l:") ? "120000" : "100644";
            String data = mode.equals("120000") ? content.substring(2) : content;
            stream.append("M ").append(mode).append(" inline ").append(path);
            stream.append("\ndata ")
                    .append(data.length())
                    .append('\n')
                    .append(data)
                    .append('\n');
        });
        git.feed(stream.toString().getBytes(StandardCharsets.US_ASCII), "fast-import", "--quiet", "--force");
        return git.run("rev-parse", "main");
    }

    /** Everything below a directory but other directories: path to content, in the form {@link #commit} takes. */
    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                String name = root.relativize(path).toString();
                if (Files.isSymbolicLink(path)) {
                    files.put(name, "l:" + Files.readSymbolicLink(path));
                } else if (Files.isRegularFile(path)) {
                    String content = Files.readString(path, StandardCharsets.US_ASCII);
                    assertThat(Files.isExecutable(path)).as(name).isEqualTo(content.startsWith("x:"));
                    files.put(name, content);
                }
            }
        }
        return files;
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
            commits.add(commit(trees.get(i)));
        }
        for (int hop = 0; hop < 150; hop++) {
            int to = random.nextInt(trees.size());
            checkout().to(commits.get(to));
            assertThat(files(source)).as("seed %d hop %d", SEED, hop).isEqualTo(trees.get(to));
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
        String one = commit(Map.of("same", "1", "changed", "1", "gone/file", "1", "lib/code.c", "1"));
        String two = commit(Map.of("same", "1", "changed", "2", "lib/code.c", "1"));
        checkout().to(one);
        Files.writeString(source.resolve("lib/code.o"), "built");
        Files.writeString(source.resolve("gone/file.o"), "built");
        for (String file : List.of("same", "changed", "lib/code.c", "lib/code.o")) {
            Files.setLastModifiedTime(source.resolve(file), LONG_AGO);
        }

        checkout().to(two);

        assertThat(files(source)).containsOnlyKeys("same", "changed", "lib/code.c", "lib/code.o", "gone/file.o");
        assertThat(Files.getLastModifiedTime(source.resolve("same"))).isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(source.resolve("lib/code.c"))).isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(source.resolve("lib/code.o"))).isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(source.resolve("changed"))).isNotEqualTo(LONG_AGO);
    }

    @Test
    void replacesADirectoryWithBuildOutputByAFile() throws Exception {
        checkout().to(commit(Map.of("tool/main.c", "1")));
        Files.writeString(source.resolve("tool/main.o"), "built");
        checkout().to(commit(Map.of("tool", "a file")));
        assertThat(files(source)).isEqualTo(Map.of("tool", "a file"));
    }

    @Test
    void replacesAFileOfABuildByADirectory() throws Exception {
        checkout().to(commit(Map.of("kept", "1")));
        Files.writeString(source.resolve("tool"), "built");
        checkout().to(commit(Map.of("tool/main.c", "1")));
        assertThat(files(source)).isEqualTo(Map.of("tool/main.c", "1"));
    }

    @Test
    void cutsHardLinksInsteadOfWritingThroughThem() throws Exception {
        checkout().to(commit(Map.of("file", "1")));
        Path copy = Files.createLink(directory.resolve("copy"), source.resolve("file"));
        checkout().to(commit(Map.of("file", "2")));
        assertThat(copy).hasContent("1");
    }

    @Test
    void makesGoodWhatAKillLeft() throws Exception {
        Map<String, String> before = randomFiles();
        Map<String, String> wanted = randomFiles();
        Map<String, String> other = randomFiles();
        String from = commit(before);
        String to = commit(wanted);
        String elsewhere = commit(other);
        for (int attempt = 0; attempt < 40; attempt++) {
            checkout().to(from);
            killOnTheWay(from, to, before, wanted);
            boolean goesOn = random.nextBoolean();
            checkout().to(goesOn ? to : elsewhere);
            assertThat(files(source)).as("seed %d attempt %d", SEED, attempt).isEqualTo(goesOn ? wanted : other);
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
        String one = commit(Map.of("file", "1", "dir/file", "1"));
        String two = commit(Map.of("file", "1", "other", "2"));
        Files.createDirectories(source.resolve("dir"));
        Files.writeString(source.resolve("dir/file"), "torn");
        new CheckoutState(state).write(List.of(ObjectId.zeroId(), tree(one)));
        checkout().to(two);
        assertThat(files(source)).isEqualTo(Map.of("file", "1", "other", "2"));
    }

    @Test
    void namesTheFileItCannotWrite() throws Exception {
        String one = commit(Map.of("x".repeat(300), "1"));
        assertThatThrownBy(() -> checkout().to(one))
                .isInstanceOf(HistoryException.class)
                .hasMessageContainingAll(one, source.resolve("x".repeat(300)).toString());
    }

    private ObjectId tree(String commit) {
        return ObjectId.fromString(git.run("rev-parse", commit + "^{tree}"));
    }

    @Test
    void stopsWhenInterruptedAndGoesOnLater() throws Exception {
        String one = commit(Map.of("file", "1", "other", "1"));
        String two = commit(Map.of("file", "2", "other", "2"));
        checkout().to(one);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> checkout().to(two)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        checkout().to(two);
        assertThat(files(source)).isEqualTo(Map.of("file", "2", "other", "2"));
    }

    @Test
    void startsAnewWhenItDoesNotKnowWhatIsThere() throws Exception {
        String one = commit(Map.of("file", "1"));
        checkout().to(one);
        for (String unknown : List.of("", "nonsense", "0123456789".repeat(4) + "\n")) {
            Files.writeString(source.resolve("left"), "over");
            Files.writeString(state, unknown);
            checkout().to(one);
            assertThat(files(source)).as(unknown).isEqualTo(Map.of("file", "1"));
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

    @Test
    void refusesNamesThatLeaveTheDirectory() throws Exception {
        checkout().to(commit(Map.of("file", "1")));
        for (String name :
                List.of("..", ".", "../escaped", "a/../../escaped", "/tmp/escaped", ".git", ".GIT", ".giT/hooks/x")) {
            String hostile = hostileCommit(new Named(name, FileMode.REGULAR_FILE, "1"));
            assertThatThrownBy(() -> checkout().to(hostile))
                    .as(name)
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("refusing to write \"" + name + "\"");
        }
        assertThat(files(source)).isEqualTo(Map.of("file", "1"));
    }

    @Test
    void neverWritesThroughALinkOfTheTree() throws Exception {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        String hostile = hostileCommit(
                new Named("way", FileMode.SYMLINK, outside.toString()), new Named("way", FileMode.TREE, "file"));
        assertThatThrownBy(() -> checkout().to(hostile))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("refusing to write through " + source.resolve("way"));
        assertThat(files(outside)).isEmpty();
    }

    @Test
    void neverWritesOrDeletesThroughALinkPutThereByABuild() throws Exception {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("file"), "precious");
        checkout().to(commit(Map.of("lib/file", "1", "kept", "1")));
        Files.delete(source.resolve("lib/file"));
        Files.delete(source.resolve("lib"));
        Files.createSymbolicLink(source.resolve("lib"), outside);
        String changed = commit(Map.of("lib/file", "2", "kept", "1"));
        assertThatThrownBy(() -> checkout().to(changed))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("lib");
        checkout().to(commit(Map.of("kept", "1")));
        assertThat(outside.resolve("file")).hasContent("precious");
    }

    /** An entry of a tree; {@code content} is that of a blob, of a link, or the only file's name in a directory. */
    private record Named(String name, FileMode mode, String content) {}

    /** A commit no git would make. */
    private String hostileCommit(Named... entries) throws Exception {
        try (Repository opened = RepositoryOpener.open(repository);
                ObjectInserter inserter = opened.newObjectInserter()) {
            TreeFormatter tree = new TreeFormatter();
            for (Named entry : entries) {
                ObjectId id = inserter.insert(Constants.OBJ_BLOB, entry.content.getBytes(StandardCharsets.US_ASCII));
                if (entry.mode.equals(FileMode.TREE)) {
                    TreeFormatter inner = new TreeFormatter();
                    inner.append(entry.content, FileMode.REGULAR_FILE, id);
                    id = inserter.insert(inner);
                }
                byte[] name = entry.name.getBytes(StandardCharsets.US_ASCII);
                tree.append(name, 0, name.length, entry.mode, id, true);
            }
            PersonIdent someone = new PersonIdent("C", "c", Instant.EPOCH, ZoneOffset.UTC);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(tree));
            commit.setAuthor(someone);
            commit.setCommitter(someone);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id.name();
        }
    }
}
