package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.git.RandomHistory.Graph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JGitHistoryTest {
    private static final long SEED = 7;

    @TempDir
    Path directory;

    private Path repository;
    private NativeGit git;

    @BeforeEach
    void makeRepository() throws IOException {
        repository = directory.resolve("linux");
        git = NativeGit.init(repository);
        commit("first");
        commit("second");
    }

    private String commit(String message) {
        git.feed(
                message.getBytes(StandardCharsets.UTF_8), "commit", "-q", "--allow-empty", "--cleanup=verbatim", "-F-");
        return git.run("rev-parse", "HEAD");
    }

    private JGitHistory open() throws Exception {
        return JGitHistory.open(repository);
    }

    @Test
    void resolvesWhatPeopleWrite() throws Exception {
        String id = commit("third");
        git.run("tag", "-a", "-m", "release", "v1.0");
        git.run("tag", "-a", "-m", "tag of a tag", "again", "v1.0");
        try (JGitHistory history = open()) {
            for (String revision : List.of("HEAD", "main", "v1.0", "again", id, id.substring(0, 9), "refs/tags/v1.0")) {
                assertThat(history.resolve(revision).id()).as(revision).isEqualTo(id);
            }
            Commit parent = history.resolve("v1.0~1");
            assertThat(parent.title()).isEqualTo("second");
            assertThat(history.resolve("HEAD").parents()).containsExactly(parent.id());
        }
    }

    @Test
    void namesAnUnknownRevisionAndTheWayOut() throws Exception {
        try (JGitHistory history = open()) {
            for (String revision :
                    List.of("v9.9", "", "..", "a..b", "~1", "HEAD^9", "HEAD~99", "0".repeat(40), "@{x", "^", "-1")) {
                assertThatThrownBy(() -> history.resolve(revision))
                        .as(revision)
                        .isInstanceOf(BadInputException.class)
                        .hasMessageContainingAll("\"" + revision + "\"", repository.toString(), "git fetch --tags");
            }
        }
    }

    @Test
    void refusesARevisionThatIsNoCommit() throws Exception {
        git.run("tag", "tree", "HEAD^{tree}");
        try (JGitHistory history = open()) {
            assertThatThrownBy(() -> history.resolve("tree"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("is no commit");
        }
    }

    @Test
    void printsTitlesByTheBytes() throws Exception {
        commit("\n \n  [PATCH] first line  \nand more\t\n\nbody");
        try (JGitHistory old = open();
                JGitHistory newer = JGitHistory.open(repository, Level.STAT_APPROX)) {
            assertThat(old.resolve("HEAD").title()).isEqualTo("  [PATCH] first line and more");
            commit("[PATCH] Grüße");
            assertThat(old.resolve("HEAD").title()).isEqualTo("Gr\u00c3\u00bc\u00c3\u009fe");
            assertThat(newer.resolve("HEAD").title()).isEqualTo("[PATCH] Gr\u00c3\u00bc\u00c3\u009fe");
        }
    }

    @Test
    void refusesRepositoriesThatCannotServe() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        git.run("init", "-q", "--object-format=sha256", "../sha256");
        git.run("clone", "-q", "--depth", "1", "file://" + repository, "../shallow");
        assertRefused(empty, "no git repository");
        assertRefused(directory.resolve("missing"), "no git repository");
        assertRefused(directory.resolve("sha256"), "sha256");
        assertRefused(directory.resolve("shallow"), "fetch --unshallow");
    }

    private static void assertRefused(Path place, String reason) {
        assertThatThrownBy(() -> JGitHistory.open(place))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(place.toString(), reason);
    }

    @Test
    void aBareRepositoryServesForACheckoutToo() throws Exception {
        Files.writeString(repository.resolve("file"), "text");
        git.run("add", "file");
        git.run("commit", "-q", "-m", "with a file");
        git.run("clone", "-q", "--bare", ".", "../bare.git");
        Path tree = directory.resolve("tree");
        try (JGitHistory bare = JGitHistory.open(directory.resolve("bare.git"))) {
            bare.checkout(tree, directory.resolve("state"))
                    .to(bare.resolve("HEAD").id());
        }
        assertThat(tree.resolve("file")).hasContent("text");
    }

    @Test
    void readsLinkedWorkTreesSharedClonesAndPackedRefs() throws Exception {
        git.run("tag", "v1.0");
        git.run("worktree", "add", "-q", "../linked", "HEAD~1");
        git.run("pack-refs", "--all");
        git.run("repack", "-adq");
        git.run("clone", "-q", "--shared", ".", "../shared");
        git.run("clone", "-q", "--bare", ".", "../bare.git");
        try (JGitHistory linked = JGitHistory.open(directory.resolve("linked"));
                JGitHistory shared = JGitHistory.open(directory.resolve("shared"));
                JGitHistory bare = JGitHistory.open(directory.resolve("bare.git"));
                JGitHistory metadata = JGitHistory.open(repository.resolve(".git"))) {
            assertThat(linked.resolve("HEAD").title()).isEqualTo("first");
            for (JGitHistory history : List.of(linked, shared, bare, metadata)) {
                assertThat(history.resolve("v1.0").title()).isEqualTo("second");
            }
        }
    }

    /** In a process of its own, because JGit remembers what it once found out about the machine. */
    @Test
    void leavesTheRepositoryAndTheHomeUntouched() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        Map<String, String> before = Listing.of(directory);
        ProcessBuilder reader = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName(),
                repository.toString());
        reader.environment().put("HOME", home.toString());
        reader.environment().remove("XDG_CONFIG_HOME");
        Process process = reader.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(Listing.of(directory)).isEqualTo(before);
    }

    /** Asks a history everything. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) throws Exception {
            try (JGitHistory history = JGitHistory.open(Path.of(arguments[0]))) {
                Commit tip = history.resolve("main");
                history.search(tip.id(), List.of()).next();
                history.releaseTagsBefore(tip.id());
                history.describeCulprit(tip.id());
            }
        }
    }

    @Test
    void saysWhichObjectIsMissing() throws Exception {
        String root = git.run("rev-parse", "HEAD~1");
        String head = git.run("rev-parse", "HEAD");
        Files.delete(
                repository.resolve(".git/objects").resolve(root.substring(0, 2)).resolve(root.substring(2)));
        try (JGitHistory history = open()) {
            assertThatThrownBy(() -> history.search(head, List.of()))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContainingAll(root, repository.toString());
        }
    }

    @Test
    void findsTheReleasesInACommit() throws Exception {
        Random random = new Random(SEED);
        Graph graph = new RandomHistory(random)
                .make(git, directory.resolve("marks"), 80)
                .get(0);
        for (String commit : graph.commits()) {
            String name = "v" + random.nextInt(3) + "." + random.nextInt(12)
                    + List.of("", "", "-rc1", ".7").get(random.nextInt(4));
            git.tell("tag", random.nextBoolean() ? "-f" : "-fam", name, commit);
        }
        git.run("tag", "v9.9", "HEAD^{tree}");
        git.run("pack-refs", "--all");
        try (JGitHistory history = open()) {
            for (String commit : graph.commits()) {
                List<String> expected = git.run("tag", "--no-contains", commit, "--merged", commit, "v*.*")
                        .lines()
                        .filter(name -> !name.contains("-rc"))
                        .map(name -> ReleaseTag.parse(name, git.run("rev-parse", name + "^{commit}"))
                                .orElseThrow())
                        .sorted(Comparator.reverseOrder())
                        .map(ReleaseTag::toString)
                        .toList();
                assertThat(history.releaseTagsBefore(commit))
                        .as("seed %d commit %s", SEED, commit)
                        .extracting(ReleaseTag::toString)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aReleaseIsACommitWithTheTagOfOne() throws Exception {
        git.run("tag", "v1.0-rc1", "HEAD~1");
        git.run("tag", "verbose", "HEAD~1");
        git.run("tag", "-a", "-m", "Linux 1.0", "v1.0");
        try (JGitHistory history = open()) {
            assertThat(history.isRelease(git.run("rev-parse", "HEAD"))).isTrue();
            assertThat(history.isRelease(git.run("rev-parse", "HEAD~1"))).isFalse();
        }
    }

    @Test
    void findsMergeBasesAsGitDoes() throws Exception {
        Random random = new Random(SEED);
        List<Graph> graphs = new RandomHistory(random).make(git, directory.resolve("marks"), 20, 40, 60, 80, 100);
        try (JGitHistory history = open()) {
            for (int i = 0; i < 150; i++) {
                List<String> commits = graphs.get(i % graphs.size()).commits();
                String one = commits.get(random.nextInt(commits.size()));
                List<String> others = random.ints(1 + i % 3, 0, commits.size())
                        .mapToObj(commits::get)
                        .toList();
                List<String> command = new ArrayList<>(List.of("merge-base", "--all", one));
                command.addAll(others);
                assertThat(history.mergeBases(one, others))
                        .as("seed %d: %s", SEED, command)
                        .isEqualTo(git.tell(command.toArray(String[]::new))
                                .out()
                                .lines()
                                .toList());
                assertThat(history.isAncestor(one, others.get(0)))
                        .isEqualTo(git.tell("merge-base", "--is-ancestor", one, others.get(0))
                                        .status()
                                == 0);
            }
        }
    }

    @Test
    void tellsWhichFilesACommitChangesAgainstItsFirstParent() throws Exception {
        Files.createDirectories(repository.resolve("net"));
        Files.writeString(repository.resolve("net/a.c"), "int a;\n");
        Files.writeString(repository.resolve("Makefile"), "all:\n");
        git.run("add", ".");
        String added = commit("net: add a");
        git.run("checkout", "-q", "--orphan", "other");
        String root = commit("a root with files");
        git.run("checkout", "-q", "main");
        git.run("mv", "net/a.c", "net/c.c");
        String renamed = commit("net: call a by another name");
        git.run("checkout", "-q", "-b", "side", "HEAD~1");
        Files.writeString(repository.resolve("Makefile"), "all: net\n");
        git.run("add", ".");
        commit("make net");
        git.run("checkout", "-q", "main");
        git.run("merge", "-q", "-m", "Merge side", "side");
        try (JGitHistory history = open()) {
            assertThat(history.changedFiles(added)).containsExactly("Makefile", "net/a.c");
            assertThat(history.changedFiles(renamed)).containsExactly("net/a.c", "net/c.c");
            assertThat(history.changedFiles(git.run("rev-parse", "HEAD"))).containsExactly("Makefile");
            assertThat(history.changedFiles(root)).containsExactly("Makefile", "net/a.c");
        }
    }
}
