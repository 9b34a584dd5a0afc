package culprit.driver.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import culprit.git.NativeGit;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's history on the kernel sources that are installed here. */
class DemoHistoryIT {
    private static final Path SOURCES = Path.of("/usr/src");

    @TempDir
    Path temporary;

    @Test
    void fitsTheInstalledKernelSource() throws IOException {
        NativeGit.assumePresent();
        List<Path> archives = new ArrayList<>();
        if (Files.isDirectory(SOURCES)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(SOURCES, "linux-source-*.tar.xz")) {
                found.forEach(archives::add);
            }
        }
        assumeTrue(!archives.isEmpty(), "skipped: no " + SOURCES + "/linux-source-*.tar.xz is installed");
        Collections.sort(archives);
        for (Path archive : archives) {
            for (Situation situation : Situation.values()) {
                check(
                        archive,
                        situation,
                        temporary.resolve(situation + archive.getFileName().toString()));
            }
        }
    }

    private static void check(Path archive, Situation situation, Path directory) throws IOException {
        new DemoHistory(situation).write(archive, directory, line -> {});

        NativeGit git = new NativeGit(directory);
        Series series = Series.of(situation);
        long merges = series.commit().stream()
                .filter(change -> change.merge().isPresent())
                .count();
        assertThat(git.say("fsck", "--full", "--strict")).isEmpty();
        assertThat(git.say("tag")).isEqualTo("v6.0\nv6.1\nv6.2\n");
        assertThat(git.say("rev-list", "--count", "master").strip())
                .isEqualTo("" + series.commit().size());
        assertThat(git.say("rev-list", "--count", "--merges", "master").strip()).isEqualTo("" + merges);
        assertThat(git.say("diff", "--name-only", "v6.0", "master").lines())
                .containsExactlyInAnyOrderElementsOf(series.files());
        assertThat(git.say("log", "--no-merges", "--format=", "--shortstat", "v6.0..master")
                        .lines())
                .as("commits that change something: all but the root and the merges")
                .filteredOn(line -> line.contains(" changed, "))
                .hasSize(series.commit().size() - 1 - (int) merges);
    }
}
