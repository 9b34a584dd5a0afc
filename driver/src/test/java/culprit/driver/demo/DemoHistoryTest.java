package culprit.driver.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import culprit.git.NativeGit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomlj.TomlBindException;

class DemoHistoryTest {
    private static final String HISTORY = """
            [people]
            ada = "Ada Å <ada@example.org>"
            ben = "Ben <ben@example.org>"

            [[commit]]
            subject = "Linux 6.0"
            author = "ada"
            date = 2022-10-02T22:09:07+01:00
            tag = "v6.0"

            [[commit]]
            subject = "pipe: break it"
            body = '''
            Why not.
            '''
            author = "ben"
            committer = "ada"
            date = 2022-10-03T10:00:00+02:00
            branch = "side"
            trailers = ["Reviewed-by: Cyd <cyd@example.org>"]
            [[commit.edit]]
            file = "fs/pipe.c"
            place = "replace"
            anchor = "good"
            text = "bad"

            [[commit]]
            subject = "pipe: count"
            author = "ada"
            date = 2022-10-03T11:00:00+02:00
            [[commit.edit]]
            file = "fs/pipe.c"
            place = "end"
            text = '''
            int count;
            '''

            [[commit]]
            subject = "Merge side"
            author = "ada"
            date = 2022-10-03T12:00:00+02:00
            merge = "side"

            [[commit]]
            subject = "pipe: mend it"
            author = "ada"
            date = 2022-10-03T13:00:00+02:00
            tag = "v6.1"
            fixes = "pipe: break it"
            [[commit.edit]]
            file = "fs/pipe.c"
            place = "replace"
            anchor = "bad"
            text = "fine"
            [[commit.edit]]
            file = "fs/new.c"
            place = "new"
            text = ""
            """;

    @TempDir
    Path temporary;

    private Path archive;
    private Path directory;

    @BeforeAll
    static void needsNativeGit() {
        NativeGit.assumePresent();
    }

    @BeforeEach
    void packASource() throws IOException {
        archive = temporary.resolve("linux-source-0.1.tar.xz");
        directory = temporary.resolve("linux");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new XZCompressorOutputStream(Files.newOutputStream(archive)), UTF_8.name())) {
            tar.putArchiveEntry(new TarArchiveEntry("linux-source-0.1/fs/"));
            tar.closeArchiveEntry();
            add(tar, "fs/pipe.c", 0644, "good\n");
            add(tar, "scripts/x.sh", 0755, "#!/bin/sh\n");
            TarArchiveEntry link = new TarArchiveEntry("linux-source-0.1/scripts/link", TarConstants.LF_SYMLINK);
            link.setLinkName("x.sh");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
    }

    @Test
    void tellsTheWholeSeries() throws IOException {
        List<String> progress = new ArrayList<>();
        new DemoHistory(Series.parse(HISTORY)).write(archive, directory, progress::add);

        NativeGit git = new NativeGit(directory);
        String broken =
                git.say("log", "-1", "--format=%h", "--abbrev=12", "v6.1^^2").strip();
        assertThat(git.say("fsck", "--full", "--strict")).isEmpty();
        assertThat(git.say("log", "--topo-order", "--format=%an|%ad|%cn|%D%n%B"))
                .isEqualTo("""
                        Ada Å|Mon Oct 3 13:00:00 2022 +0200|Ada Å|HEAD -> master, tag: v6.1
                        pipe: mend it

                        Fixes: BROKEN ("pipe: break it")
                        Signed-off-by: Ada Å <ada@example.org>

                        Ada Å|Mon Oct 3 12:00:00 2022 +0200|Ada Å|
                        Merge side

                        Ben|Mon Oct 3 10:00:00 2022 +0200|Ada Å|
                        pipe: break it

                        Why not.

                        Reviewed-by: Cyd <cyd@example.org>
                        Signed-off-by: Ben <ben@example.org>
                        Signed-off-by: Ada Å <ada@example.org>

                        Ada Å|Mon Oct 3 11:00:00 2022 +0200|Ada Å|
                        pipe: count

                        Signed-off-by: Ada Å <ada@example.org>

                        Ada Å|Sun Oct 2 22:09:07 2022 +0100|Ada Å|tag: v6.0
                        Linux 6.0

                        Signed-off-by: Ada Å <ada@example.org>

                        """.replace("BROKEN", broken));
        assertThat(git.say("show", "v6.1^:fs/pipe.c")).isEqualTo("bad\nint count;\n");
        assertThat(git.say("show", "v6.1^^2:fs/pipe.c")).isEqualTo("bad\n");
        assertThat(git.say("ls-tree", "-r", "--format=%(objectmode) %(path)", "v6.1"))
                .isEqualTo("100644 fs/new.c\n100644 fs/pipe.c\n120000 scripts/link\n100755 scripts/x.sh\n");
        assertThat(progress).contains("3 files; writing 5 commits").last().isEqualTo(directory + " is complete");
    }

    @Test
    void namesTheCommitThatDoesNotFitAndLeavesNothing() {
        Series series = Series.parse(HISTORY.replace("anchor = \"good\"", "anchor = \"nowhere\""));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new DemoHistory(series).write(archive, directory, line -> {}))
                .withMessageStartingWith(archive + " is not a source that the demo's history fits")
                .withMessageEndingWith(
                        "commit \"pipe: break it\": fs/pipe.c: the anchor occurs 0 times instead of once: \"nowhere\"");
        assertThat(temporary).isDirectoryNotContaining(path -> !path.equals(archive));
    }

    @Test
    void namesAMergeOfNothingAndAFixOfNothing() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> write(HISTORY.replace("merge = \"side\"", "merge = \"other\"")))
                .withMessageEndingWith("commit \"Merge side\": no open branch is called other");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> write(HISTORY.replace("fixes = \"pipe: break", "fixes = \"pipe: brake")))
                .withMessageEndingWith(
                        "commit \"pipe: mend it\": it fixes a commit that is not there before it: pipe: brake it");
    }

    @Test
    void saysThatAnArchiveIsNone() throws IOException {
        Files.writeString(archive, "Not an archive at all, whatever its name says.");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> write(HISTORY));
        assertThat(directory).doesNotExist();
    }

    @Test
    void leavesNothingIfTheArchiveIsCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> write(HISTORY));
        assertThat(temporary).isDirectoryNotContaining(path -> !path.equals(archive));
    }

    @Test
    void refusesASeriesWithStrangers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Series(Map.of(), Series.parse(HISTORY).commit()))
                .withMessage("commit \"Linux 6.0\": nobody in [people] is called \"ada\"");
        assertThatExceptionOfType(TomlBindException.class)
                .isThrownBy(() -> Series.parse(HISTORY.replace("tag =", "tags =")))
                .withMessageContaining("tags: unknown key (line 9");
        assertThatExceptionOfType(TomlBindException.class)
                .isThrownBy(() -> Series.parse(HISTORY.replace("Ben <ben", "Ben ben")))
                .withMessageContaining("expected \"Name <address>\", got \"Ben ben@example.org>\"");
    }

    private void write(String history) throws IOException {
        new DemoHistory(Series.parse(history)).write(archive, directory, line -> {});
    }

    private static void add(TarArchiveOutputStream tar, String path, int mode, String content) throws IOException {
        byte[] bytes = content.getBytes(UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry("linux-source-0.1/" + path);
        entry.setMode(mode);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
