package culprit.driver.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import culprit.driver.demo.Series.Change;
import culprit.git.JGitHistory;
import culprit.git.NativeGit;
import culprit.git.Revert;
import culprit.git.Reverts;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's history on the kernel sources that are installed here. */
class DemoHistoryIT {
    private static final Path SOURCES = Path.of("/usr/src");

    @TempDir
    Path temporary;

    @Test
    void fitsTheInstalledKernelSource() throws Exception {
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

    private static void check(Path archive, Situation situation, Path directory) throws Exception {
        new DemoHistory(situation).write(archive, directory, line -> {});

        NativeGit git = new NativeGit(directory);
        Series series = Series.of(situation);
        long merges = series.commit().stream()
                .filter(change -> change.merge().isPresent())
                .count();
        assertThat(git.say("fsck", "--full", "--strict")).isEmpty();
        assertThat(git.say("tag").lines())
                .containsExactlyElementsOf(series.commit().stream()
                        .map(Change::tag)
                        .flatMap(Optional::stream)
                        .toList());
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
        assertThat(revert(directory, git).kind())
                .as("the culprit can be taken out of the newest commit")
                .isEqualTo(Revert.Kind.REVERTED);
    }

    private static Revert revert(Path directory, NativeGit git) throws Exception {
        String culprit = git.say("log", "--format=%H", "--grep=^pipe: count only confirmed buffers", "master");
        try (JGitHistory history = JGitHistory.open(directory);
                Reverts reverts = history.reverts(directory.resolveSibling(directory.getFileName() + "-reverts"))) {
            return reverts.of(culprit.strip(), history.resolve("master").id());
        }
    }
}
