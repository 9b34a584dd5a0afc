package culprit.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.ExitCode;
import culprit.driver.Terminal;
import culprit.git.Listing;
import culprit.git.NativeGit;
import culprit.report.terminal.Progress.Mode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of repositories that are broken or not whole: a message with the way out, and nothing written. */
class BrokenRepositoryTest {
    private static final long SEED = Long.getLong("culprit.seed", 20261121);
    private static final int FATAL = 128;

    @TempDir
    private Path directory;

    private Path repository = Path.of("/unset");
    private NativeGit git = new NativeGit(Path.of("/unset"));

    /** What a command said on both its outputs. */
    private record Said(int exitCode, String text) {}

    @BeforeEach
    void makeRepository() throws IOException {
        repository = directory.resolve("linux");
        git = NativeGit.init(repository);
        for (int number = 1; number <= 8; number++) {
            Files.createDirectories(repository.resolve("net"));
            Files.writeString(repository.resolve("net/file" + number), "line " + number + "\n");
            Files.writeString(repository.resolve("Makefile"), number + "\n");
            git.run("add", ".");
            git.run("commit", "-q", "-m", "commit " + number);
            git.run("tag", "t" + number);
        }
        Files.writeString(directory.resolve("repro.c"), "int main(void) { return 0; }\n");
        Files.writeString(directory.resolve("kconfig"), "CONFIG_64BIT=y\n");
    }

    private static Said culprit(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(out, new PrintStream(out, true, StandardCharsets.UTF_8), Mode.PLAIN, 0);
        int exitCode = Culprit.commandLine(terminal).execute(arguments.toArray(String[]::new));
        return new Said(exitCode, out.toString(StandardCharsets.ISO_8859_1));
    }

    private Said next(String bad, String good) {
        return culprit(List.of("next", "--repo", repository.toString(), "--bad", bad, "--good", good));
    }

    private Said bisect(String bad, String good, String... more) {
        List<String> arguments = new ArrayList<>(List.of("bisect", "--repo", repository.toString(), "--bad", bad));
        arguments.addAll(List.of("--good", good, "--workdir", place("work")));
        arguments.addAll(List.of("--repro", place("repro.c"), "--kconfig", place("kconfig")));
        arguments.addAll(List.of(more));
        return culprit(arguments);
    }

    private String place(String name) {
        return directory.resolve(name).toString();
    }

    /** Both commands say the same, each with its exit code, and leave everything as it is. */
    private void assertTold(int exitCode, String bad, String good, String... parts) throws IOException {
        Map<String, String> before = Listing.of(directory);
        Said next = next(bad, good);
        Said bisect = bisect(bad, good);
        assertThat(next.text).contains(parts).startsWith("culprit: ").hasLineCount(1);
        assertThat(bisect.text).isEqualTo(next.text);
        assertThat(next.exitCode).isEqualTo(FATAL);
        assertThat(bisect.exitCode).isEqualTo(exitCode);
        assertThat(Listing.of(directory)).isEqualTo(before);
    }

    private void assertUnreadable(String... parts) throws IOException {
        assertTold(ExitCode.UNFIT, "main", "t1", parts);
    }

    private void assertRefused(String... parts) throws IOException {
        assertTold(ExitCode.USAGE, "HEAD", "HEAD~1", parts);
    }

    private String id(String revision) {
        return git.run("rev-parse", revision);
    }

    private Path loose(String id) {
        return repository.resolve(".git/objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
    }

    private Path packed(String suffix) throws IOException {
        git.run("repack", "-adq");
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(repository.resolve(".git/objects/pack"), "*" + suffix)) {
            return found.iterator().next();
        }
    }

    private static void cut(Path file, int length) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.delete(file);
        Files.write(file, Arrays.copyOf(whole, length));
    }

    @Test
    void aMissingCommitIsNamed() throws IOException {
        for (String revision : List.of("t4", "t1", "main")) {
            String id = id(revision);
            byte[] kept = Files.readAllBytes(loose(id));
            Files.delete(loose(id));
            assertUnreadable("object " + id + " is missing", "git -C " + repository + " fetch --refetch", "git fsck");
            Files.write(loose(id), kept);
        }
    }

    @Test
    void aDamagedCommitIsNamedWithItsFile() throws IOException {
        Path file = loose(id("t4"));
        for (int length : new int[] {0, 1, 20, (int) Files.size(file) - 2}) {
            byte[] whole = Files.readAllBytes(file);
            cut(file, length);
            assertUnreadable(id("t4"), "delete " + file, "fetch --refetch");
            Files.write(file, whole);
        }
    }

    @Test
    void aPackThatIsCutOffOrGoneIsNamed() throws IOException {
        Path pack = packed(".pack");
        for (int length : new int[] {(int) Files.size(pack) - 1, (int) Files.size(pack) / 2, 4, 0}) {
            byte[] whole = Files.readAllBytes(pack);
            cut(pack, length);
            assertUnreadable(pack + " is cut off", "copy it from another clone");
            Files.delete(pack);
            Files.write(pack, whole);
        }
        Files.delete(pack);
        assertUnreadable(pack + " is gone");
    }

    @Test
    void anIndexOfAPackThatIsCutOffIsNamed() throws IOException {
        Path index = packed(".idx");
        for (int length : new int[] {(int) Files.size(index) / 2, 1100, 3, 0}) {
            byte[] whole = Files.readAllBytes(index);
            cut(index, length);
            assertUnreadable(index + " is cut off", "git index-pack " + packed(index));
            Files.delete(index);
            Files.write(index, whole);
        }
    }

    private static String packed(Path index) {
        return index.toString().replace(".idx", ".pack");
    }

    @Test
    void aDirectoryThatObjectsAreBorrowedFromIsNamedWhenItIsGone() throws IOException {
        git.run("clone", "-q", "--shared", ".", "../borrower");
        Path lender = Files.move(repository, directory.resolve("moved"));
        repository = directory.resolve("borrower");
        assertUnreadable("borrowed from " + directory.resolve("linux/.git/objects"), "put it back");
        assertThat(lender).isDirectory();
    }

    @Test
    void aPartialCloneIsToldHowToBecomeWhole() throws IOException {
        git.run("config", "uploadpack.allowFilter", "true");
        git.run("clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + repository, "../partial");
        String blob = id("main:Makefile");
        repository = directory.resolve("partial");
        Said said = next("t8", "t7");
        assertThat(said.exitCode).isEqualTo(FATAL);
        assertThat(said.text).contains(" is missing: this is a partial clone");
        String advice = "git -C " + repository + " fetch --refetch --no-filter origin";
        assertThat(said.text).endsWith(advice + "\n").containsAnyOf(blob, id("t7:Makefile"));
        assertThat(next("t8", "t1").exitCode).as("commits are enough").isZero();

        new NativeGit(directory).run(advice.substring("git ".length()).split(" "));
        assertThat(next("t8", "t7").text).contains("is the first bad commit");
    }

    @Test
    void aShallowCloneIsRefusedWithTheCommitWhereItEnds() throws IOException {
        git.run("clone", "-q", "--depth", "3", "file://" + repository, "../shallow");
        String border = id("t6");
        repository = directory.resolve("shallow");
        assertRefused("shallow", "before " + border, "git -C " + repository + " fetch --unshallow");
    }

    @Test
    void graftsAreRefusedWithTheCommandThatTurnsThemIntoReplacements() throws IOException {
        Path grafts = repository.resolve(".git/info/grafts");
        Files.createDirectories(grafts.resolveSibling(""));
        Files.writeString(grafts, id("t5") + " " + id("t2") + "\n");
        String advice = "git -C " + repository + " replace --convert-graft-file";
        assertRefused(grafts.toString(), advice);
        git.run("replace", "--convert-graft-file");
        assertThat(next("main", "t1").text)
                .isEqualTo(git.tell("bisect", "start", "main", "t1").out());
    }

    @Test
    void replacedCommitsCountAsInGit() throws IOException {
        git.run("commit-graph", "write", "--reachable");
        git.run("replace", "--graft", "t5", "t2");
        for (String bad : List.of(id("main"), id("t6"), id("t5"))) {
            for (String good : List.of("t1", "t2")) {
                String expected = git.tell("bisect", "start", bad, good).out();
                // git 2.39 shows the first bad commit in another form than the default one's.
                assertThat(next(bad, good).text.lines().findFirst())
                        .isEqualTo(expected.lines().findFirst());
                git.run("bisect", "reset");
            }
        }
        assertTold(ExitCode.USAGE, "main~1", "t1", "main~1", "replaced", "git rev-parse");
        git.run("config", "core.useReplaceRefs", "false");
        assertThat(next("main~1", "t1").exitCode).isZero();
    }

    @Test
    void aWorkTreeWhoseRepositoryIsGoneIsRefused() throws IOException {
        git.run("worktree", "add", "-q", "../linked");
        Path main = Files.move(repository, directory.resolve("moved"));
        repository = directory.resolve("linked");
        assertRefused(
                repository.resolve(".git") + " leads to " + directory.resolve("linux/.git/worktrees/linked"),
                "git worktree repair " + repository);
        new NativeGit(main).run("worktree", "repair", repository.toString());
        assertThat(next("HEAD", "HEAD~1").exitCode).isZero();
        Files.writeString(repository.resolve(".git"), "nonsense\n");
        assertRefused(repository.resolve(".git") + " names no repository");
    }

    @Test
    void aTypoInTheRepositoryLeavesNothingBehind() throws IOException {
        repository = directory.resolve("linxu");
        assertRefused("no git repository at " + repository);
    }

    @Test
    void aBranchThatNamesNoCommitIsToldFromOneThatIsUnknown() throws IOException {
        Path branch = repository.resolve(".git/refs/heads/main");
        for (String damaged : List.of("", "nonsense\n")) {
            Files.writeString(branch, damaged);
            assertUnreadable("\"main\"", branch + " names no commit");
        }
        assertTold(ExitCode.USAGE, "mian", "t1", "unknown revision \"mian\"");
    }

    @Test
    void adminFilesThatCannotBeUnderstoodAreNamed() throws IOException {
        Files.writeString(repository.resolve(".git/packed-refs"), "nonsense\n");
        assertUnreadable(repository.resolve(".git/packed-refs").toString());
        Files.delete(repository.resolve(".git/packed-refs"));
        Files.writeString(repository.resolve(".git/config"), "[core\n");
        assertUnreadable(repository.resolve(".git/config").toString());
    }

    @Test
    void aCommitGraphFileThatContradictsACommitIsRefusedAndADamagedOneIgnored() throws IOException {
        String expected = next("main", "t1").text;
        git.run("commit-graph", "write", "--reachable");
        Path graph = repository.resolve(".git/objects/info/commit-graph");
        byte[] whole = Files.readAllBytes(graph);
        cut(graph, whole.length / 2);
        assertThat(next("main", "t1").text).isEqualTo(expected);

        Files.write(graph, withOtherDates(whole));
        Said said = next("main", "t1");
        assertThat(said.exitCode).isEqualTo(FATAL);
        assertThat(said.text).contains("contradicts commit ", "commit-graph write --reachable");
    }

    /** A file that is well-formed and wrong; the layout is that of gitformat-commit-graph(5). */
    private static byte[] withOtherDates(byte[] graph) {
        byte[] wrong = graph.clone();
        ByteBuffer file = ByteBuffer.wrap(wrong);
        for (int row = 8; file.getInt(row) != 0; row += 12) {
            if (new String(wrong, row, 4, StandardCharsets.US_ASCII).equals("CDAT")) {
                for (long at = file.getLong(row + 4) + 35; at < file.getLong(row + 16); at += 36) {
                    wrong[(int) at] ^= 1;
                }
            }
        }
        return wrong;
    }

    @Test
    void lockFilesAreNoObstacleToReading() throws IOException {
        for (String lock : List.of("index.lock", "HEAD.lock", "packed-refs.lock", "refs/heads/main.lock")) {
            Files.createFile(repository.resolve(".git").resolve(lock));
        }
        Map<String, String> before = Listing.of(directory);
        assertThat(next("main", "t1").exitCode).isZero();
        assertThat(Listing.of(directory)).isEqualTo(before);
    }

    @Test
    void withGitStateALockIsRefused() throws IOException {
        for (String name : List.of("HEAD.lock", "refs/bisect/bad.lock")) {
            Path lock = repository.resolve(".git").resolve(name);
            Files.createDirectories(lock.resolveSibling(""));
            Files.createFile(lock);
            assertGitStateRefused(lock.toString());
            Files.delete(lock);
        }
    }

    @Test
    void withGitStateABisectionThatIsLeftThereIsRefused() throws IOException {
        git.run("bisect", "start", "--no-checkout", "main", "t1");
        assertGitStateRefused("git bisect reset", "BISECT_");
        git.run("bisect", "reset");
        git.run("update-ref", "refs/bisect/good-" + id("t2"), "t2");
        assertGitStateRefused("git bisect reset", "refs/bisect/good-" + id("t2"));
        Files.writeString(repository.resolve(".git/packed-refs"), id("t2") + " refs/bisect/good-" + id("t2") + "\n");
        Files.delete(repository.resolve(".git/refs/bisect/good-" + id("t2")));
        assertGitStateRefused("git bisect reset", "packed-refs");
    }

    private void assertGitStateRefused(String... parts) throws IOException {
        Map<String, String> before = Listing.of(directory);
        Said said = bisect("main", "t1", "--git-state");
        assertThat(said.text).contains(parts).contains("leave out --git-state");
        assertThat(said.exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(Listing.of(directory)).isEqualTo(before);
    }

    /** Any file of the repository, any place in it: an answer or a complaint, never a defect of this program. */
    @Test
    void randomDamageNeverLeadsToAnythingButAnAnswerOrAComplaint() throws IOException {
        Random random = new Random(SEED);
        git.run("tag", "-a", "-m", "release", "v1.0", "t3");
        for (int round = 0; round < 2; round++) {
            for (Path file : files()) {
                byte[] whole = Files.readAllBytes(file);
                for (int attempt = 0; attempt < 2; attempt++) {
                    byte[] damaged = damaged(whole, random);
                    Files.delete(file);
                    Files.write(file, damaged);
                    Map<String, String> before = Listing.of(directory);
                    for (Said said : List.of(next("main", "t1"), next("t8", "v1.0"), next("t8", "t7"))) {
                        assertThat(said.exitCode)
                                .as("seed %d file %s: %s", SEED, file, said.text)
                                .isIn(0, 1, 3, FATAL);
                    }
                    assertThat(Listing.of(directory)).isEqualTo(before);
                }
                Files.delete(file);
                Files.write(file, whole);
            }
            git.run("commit-graph", "write", "--reachable");
            git.run("gc", "-q");
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(repository.resolve(".git"))) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().contains("hooks"))
                    .toList();
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        if (random.nextInt(3) == 0) {
            return Arrays.copyOf(whole, random.nextInt(whole.length + 1));
        }
        byte[] damaged = whole.clone();
        for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }
}
