package culprit.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import culprit.git.HistoryWriter.About;
import culprit.git.HistoryWriter.Kind;
import culprit.git.HistoryWriter.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryWriterTest {
    private static final Signature ADA =
            new Signature("Ada Ümläut", "ada@example.org", OffsetDateTime.parse("2022-10-03T09:12:00+02:00"));
    private static final Signature BEN =
            new Signature("Ben", "ben@example.org", OffsetDateTime.parse("2022-10-04T10:00:00-05:00"));

    @TempDir
    Path temporary;

    @BeforeAll
    static void needsNativeGit() {
        assumeTrue(available(), "skipped: native git is the oracle and it is not installed");
    }

    @Test
    void nativeGitReadsAllThatWasWritten() throws IOException {
        Path directory = temporary.resolve("linux");
        try (HistoryWriter writer = HistoryWriter.create(directory)) {
            writer.addFile("Makefile", Kind.REGULAR, bytes("VERSION = 6\n"));
            writer.addFile("scripts/build.sh", Kind.EXECUTABLE, bytes("#!/bin/sh\n"));
            writer.addFile("scripts/link", Kind.SYMLINK, bytes("build.sh"));
            writer.addFile("fs/pipe.c", Kind.REGULAR, bytes("int pipe;\n"));
            String root = writer.commit(about("root\n"));
            String changed = writer.commit(
                    about("pipe: schön\n\nBody.\n"),
                    List.of(root),
                    Map.of("fs/pipe.c", bytes("int pipes;\n"), "scripts/build.sh", bytes("#!/bin/sh\ntrue\n")));
            String side = writer.commit(about("new file\n"), List.of(root), Map.of("fs/new/x.c", bytes("x\n")));
            String merge =
                    writer.commit(about("Merge side\n"), List.of(changed, side), Map.of("fs/new/x.c", bytes("x\n")));
            writer.tag("light", root);
            writer.tag("v1", merge, "Release 1\n", BEN);
            writer.finish(merge);
        }

        assertThat(git(directory, "fsck", "--full", "--strict")).isEmpty();
        assertThat(git(directory, "log", "--topo-order", "--format=%s|%an|%ae|%ad|%cn|%cd|%D"))
                .isEqualTo("""
                        Merge side|Ada Ümläut|ada@example.org|DATES|HEAD -> master, tag: v1
                        new file|Ada Ümläut|ada@example.org|DATES|
                        pipe: schön|Ada Ümläut|ada@example.org|DATES|
                        root|Ada Ümläut|ada@example.org|DATES|tag: light
                        """.replace("DATES", "Mon Oct 3 09:12:00 2022 +0200|Ben|Tue Oct 4 10:00:00 2022 -0500"));
        assertThat(git(directory, "cat-file", "-t", "v1")).isEqualTo("tag\n");
        assertThat(git(directory, "diff", "--name-status", "light", "v1"))
                .isEqualTo("A\tfs/new/x.c\nM\tfs/pipe.c\nM\tscripts/build.sh\n");
        assertThat(git(directory, "ls-tree", "v1", "fs/new/", "scripts/")).contains("100755 blob", "100644 blob");
        assertThat(git(directory, "ls-tree", "-r", "--format=%(objectmode) %(path)", "light"))
                .isEqualTo("100644 Makefile\n100644 fs/pipe.c\n100755 scripts/build.sh\n120000 scripts/link\n");
        assertThat(git(directory, "count-objects", "-v")).contains("count: 0\n", "packs: 1\n");
    }

    @Test
    void nativeBisectWorksWithoutAnIndex() throws IOException {
        Path directory = temporary.resolve("linux");
        List<String> commits = new ArrayList<>();
        try (HistoryWriter writer = HistoryWriter.create(directory)) {
            writer.addFile("fs/counter", Kind.REGULAR, bytes("0"));
            commits.add(writer.commit(about("0\n")));
            for (int i = 1; i <= 20; i++) {
                commits.add(writer.commit(
                        about(i + "\n"), List.of(commits.get(i - 1)), Map.of("fs/counter", bytes("" + i))));
            }
            writer.finish(commits.get(20));
        }

        git(directory, "bisect", "start", "master", commits.get(0));
        String dialog = git(directory, "bisect", "run", "sh", "-c", "test $(cat fs/counter) -lt 13");

        assertThat(dialog).contains(commits.get(13) + " is the first bad commit");
    }

    /** Names around the slash of the alphabet are where git's order and the order of names differ. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void treesAreThoseOfNativeGit(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> names = List.of("a", "a-", "a.", "a0", "ab", "ä", "z", "𝄞", "\uFFEE", "A");
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            StringBuilder path = new StringBuilder();
            for (int depth = random.nextInt(3); depth > 0; depth--) {
                path.append(names.get(random.nextInt(names.size()))).append("/");
            }
            files.put(path + names.get(random.nextInt(names.size())) + ".c", "" + random.nextInt(5));
        }
        Path directory = temporary.resolve("ours");
        try (HistoryWriter writer = HistoryWriter.create(directory)) {
            List<String> paths = new ArrayList<>(files.keySet());
            for (String path : paths.subList(0, 10)) {
                writer.addFile(path, Kind.REGULAR, bytes("before"));
            }
            String root = writer.commit(about("root\n"));
            Map<String, byte[]> changes = new TreeMap<>();
            files.forEach((path, content) -> changes.put(path, bytes(content)));
            writer.finish(writer.commit(about("all\n"), List.of(root), changes));
        }
        Path theirs = temporary.resolve("theirs");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = theirs.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        git(theirs, "init", "-q");
        git(theirs, "add", "-A");

        assertThat(git(directory, "rev-parse", "master^{tree}"))
                .as("seed %d", seed)
                .isEqualTo(git(theirs, "write-tree"));
        assertThat(git(directory, "fsck", "--full", "--strict")).isEmpty();
    }

    @Test
    void leavesNothingBehindUnlessFinished() throws IOException {
        Path directory = temporary.resolve("linux");
        try (HistoryWriter writer = HistoryWriter.create(directory)) {
            writer.addFile("a", Kind.REGULAR, bytes("a"));
            writer.commit(about("root\n"));
        }

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void startsAfreshOverTheRestsOfAKilledRun() throws IOException {
        Path directory = temporary.resolve("linux");
        // Never closed, as if the machine had stopped.
        HistoryWriter killed = HistoryWriter.create(directory);
        killed.addFile("left", Kind.REGULAR, bytes("over"));
        assertThat(directory).doesNotExist();

        try (HistoryWriter writer = HistoryWriter.create(directory)) {
            writer.addFile("a", Kind.REGULAR, bytes("a"));
            writer.finish(writer.commit(about("root\n")));
        }

        assertThat(git(directory, "ls-tree", "-r", "--name-only", "HEAD")).isEqualTo("a\n");
        assertThat(temporary).isDirectoryContaining(directory::equals);
        try (var entries = Files.list(temporary)) {
            assertThat(entries).containsExactly(directory);
        }
    }

    @Test
    void refusesADirectoryThatExists() {
        assertThatThrownBy(() -> HistoryWriter.create(temporary))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(temporary.toString())
                .hasMessageContaining("does not exist yet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/etc/passwd", "a//b", "../b", "a/./b", ".git/config", "a/.GIT/x", "file/below", "directory"
            })
    void refusesPathsThatAreNoFileOfATree(String path) throws IOException {
        try (HistoryWriter writer = HistoryWriter.create(temporary.resolve("linux"))) {
            writer.addFile("file", Kind.REGULAR, bytes("a"));
            writer.addFile("directory/file", Kind.REGULAR, bytes("a"));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.addFile(path, Kind.REGULAR, bytes("b")))
                    .withMessageStartingWith(path + ": ");
        }
    }

    @Test
    void refusesParentsOfAnotherRepository() throws IOException {
        String stranger = "0123456789".repeat(4);
        try (HistoryWriter writer = HistoryWriter.create(temporary.resolve("linux"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.commit(about("x\n"), List.of(stranger), Map.of()))
                    .withMessageContaining(stranger);
        }
    }

    private static About about(String message) {
        return new About(message, ADA, BEN);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static boolean available() {
        try {
            return git(Path.of("/"), "--version").startsWith("git version");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** What native git says on both its outputs, on neutral ground: no settings of user or system. */
    private static String git(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"));
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor())
                    .as("git %s: %s", List.of(arguments), output)
                    .isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
