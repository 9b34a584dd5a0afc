package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CulpritTextTest {
    private static final long SEED = 3;

    @TempDir
    Path directory;

    private NativeGit git;

    @BeforeEach
    void makeRepository() throws IOException {
        git = NativeGit.init(directory);
        write("plain", "one\ntwo\n");
        write("dir/binary", "\0" + "x".repeat(99));
        commit("root");
    }

    private void write(String path, String content) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void commit(String message, String... more) {
        git.run("add", "-A");
        List<String> command = new ArrayList<>(List.of(more));
        command.addAll(List.of("commit", "-q", "--allow-empty", "--allow-empty-message", "--cleanup=verbatim", "-F-"));
        command.add("--date=2020-02-03T04:05:06-0330");
        git.feed(message.getBytes(StandardCharsets.ISO_8859_1), command.toArray(String[]::new));
    }

    private String described(String revision) throws Exception {
        try (History history = JGitHistory.open(directory, NativeGit.level())) {
            String id = git.run("rev-parse", revision);
            return new String(history.describeCulprit(id), StandardCharsets.ISO_8859_1);
        }
    }

    /** What git bisect shows of a commit when its first parent is good. */
    private void assertShownAsByGit(String revision) throws Exception {
        List<String> start = new ArrayList<>(List.of("bisect", "start", "--no-checkout", revision));
        start.addAll(git.run("rev-parse", revision + "^@").lines().toList());
        String shown = git.tell(start.toArray(String[]::new)).out();
        assertThat(shown).startsWith(git.run("rev-parse", revision) + " is the first ");
        assertThat(described(revision)).isEqualTo(shown.substring(shown.indexOf('\n') + 1));
    }

    @Test
    void showsChangesOfEveryKind() throws Exception {
        write("plain", "one\nthree\nfour");
        write("dir/binary", "\0y");
        write("dir/new\t\"name\\\u00e9", "x\n");
        write("empty", "");
        write("was/a/directory", "1\n");
        Files.createSymbolicLink(directory.resolve("link"), Path.of("plain"));
        commit("all kinds");
        assertShownAsByGit("HEAD");

        Files.setPosixFilePermissions(directory.resolve("plain"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(directory.resolve("dir/binary"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.delete(directory.resolve("link"));
        write("link", "no link\n");
        Files.delete(directory.resolve("was/a/directory"));
        Files.delete(directory.resolve("was/a"));
        write("was/a", "file\n");
        Files.delete(directory.resolve("empty"));
        write("empty/no", "more\n");
        git.run("update-index", "--add", "--cacheinfo", "160000," + git.run("rev-parse", "HEAD") + ",module");
        git.run("update-index", "--add", "plain");
        commit("modes and types");
        assertShownAsByGit("HEAD");
    }

    @Test
    void cutsNamesAndBarsToEightyColumns() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < 15; i++) {
            for (int file = 1 + random.nextInt(4); file > 0; file--) {
                String name = random.nextInt(4) == 0 ? "x".repeat(random.nextInt(90) + 1) : path(random);
                int lines = random.nextInt(3) > 0 ? random.nextInt(9) : random.nextInt(3000);
                write(name + ".c", "line\n".repeat(random.nextInt(lines + 1)) + (random.nextInt(9) == 0 ? "\0" : ""));
            }
            commit("commit " + i);
            assertShownAsByGit("HEAD");
        }
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder();
        for (int part = random.nextInt(6); part >= 0; part--) {
            path.append("d".repeat(1 + random.nextInt(25))).append('/');
        }
        return path.append(random.nextInt(50)).toString();
    }

    @Test
    void countsChangedLinesOfScatteredEdits() throws Exception {
        Random random = new Random(SEED);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            lines.add("line " + i);
        }
        for (int i = 0; i < 8; i++) {
            for (int edit = random.nextInt(30); edit >= 0; edit--) {
                int at = random.nextInt(lines.size());
                if (random.nextBoolean()) {
                    lines.remove(at);
                } else {
                    lines.add(at, "new " + i + " " + edit);
                }
            }
            write("edited", String.join("\n", lines));
            commit("edit " + i);
            assertShownAsByGit("HEAD");
        }
    }

    @Test
    void printsMessagesByTheBytes() throws Exception {
        List<String> messages = List.of(
                "\n\n  indented title \n\n\n  \nbody\ttab\tand\ttab \n    \t\n\ttail\n\n\n",
                "caf\u00c3\u00a9\ttab behind two bytes",
                "not \u00e9 utf-8\ttab stays\tand this",
                "\u00e4\u00b8\u00ad\u00e6\u0096\u0087\ttab behind wide characters",
                "\u001b[1m\ttab behind a control character",
                "e\u00cc\u0081\ttab behind a combining accent",
                "");
        for (String message : messages) {
            write("plain", "of " + message.hashCode() + "\n");
            commit(message);
            assertShownAsByGit("HEAD");
        }
    }

    @Test
    void printsAuthorsAndDatesAsTheyWereWritten() throws Exception {
        write("plain", "other\n");
        commit("other");
        String parent = git.run("rev-parse", "HEAD~1");
        String tree = git.run("rev-parse", "HEAD^{tree}");
        for (String author : List.of(
                "A <a@b> 0 +0000",
                " <a@b> 1600000000 -0730",
                "A  B <> 4300000000 +1400",
                "A. \"B\" C <a b@c> 1234567890 +0001",
                "A <a@b> 99999999999999999999 +0000",
                "A <a@b> 1600000000 +9959")) {
            String raw = "tree " + tree + "\nparent " + parent + "\nauthor " + author
                    + "\ncommitter C <c> 1600000000 +0000\n\ntitle\n";
            byte[] bytes = raw.getBytes(StandardCharsets.US_ASCII);
            assertShownAsByGit(git.feed(bytes, "hash-object", "-t", "commit", "-w", "--literally", "--stdin"));
        }
    }

    @Test
    void convertsAMessageThatNamesItsEncoding() throws Exception {
        write("plain", "latin\n");
        commit("Gr\u00fc\u00dfe", "-c", "i18n.commitEncoding=ISO-8859-1");
        assertShownAsByGit("HEAD");
        assertThat(described("HEAD")).contains("    Gr\u00c3\u00bc\u00c3\u009fe\n");
    }

    @Test
    void showsMergesAgainstTheirFirstParent() throws Exception {
        git.run("checkout", "-q", "-b", "side");
        write("side", "1\n");
        commit("side");
        git.run("checkout", "-q", "main");
        write("main", "1\n");
        commit("main");
        git.run("merge", "-q", "--no-ff", "-m", "Merge branch 'side'", "side");
        assertShownAsByGit("HEAD");
        git.run(
                "merge",
                "-q",
                "-s",
                "ours",
                "-m",
                "nothing new",
                git.run("commit-tree", "-p", "HEAD~1", "-m", "x", "HEAD^{tree}"));
        assertShownAsByGit("HEAD");
    }

    @Test
    void showsRootsAndEmptyCommitsOnlyInTheFormOfGitShow() throws Exception {
        boolean isShown = NativeGit.level().culpritForm() == CulpritForm.SHOW;
        assertThat(described("HEAD").isEmpty()).isNotEqualTo(isShown);
        commit("empty");
        assertShownAsByGit("HEAD");
        assertThat(described("HEAD").isEmpty()).isNotEqualTo(isShown);
    }
}
