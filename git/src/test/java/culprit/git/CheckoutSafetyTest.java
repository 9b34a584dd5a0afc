package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Checkouts of trees and into directories that mean harm. */
class CheckoutSafetyTest {
    @AutoClose
    private final CheckoutPlace place = CheckoutPlace.make();

    @Test
    void refusesNamesThatLeaveTheDirectory() throws Exception {
        place.checkout().to(place.commit(Map.of("file", "1")));
        for (String name :
                List.of("..", ".", "../escaped", "a/../../escaped", "/tmp/escaped", ".git", ".GIT", ".giT/hooks/x")) {
            String hostile = hostileCommit(new Named(name, FileMode.REGULAR_FILE, "1"));
            assertThatThrownBy(() -> place.checkout().to(hostile))
                    .as(name)
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("refusing to write \"" + name + "\"");
        }
        assertThat(place.files()).isEqualTo(Map.of("file", "1"));
    }

    @Test
    void neverWritesThroughALinkOfTheTree() throws Exception {
        Path outside = Files.createDirectory(place.directory().resolve("outside"));
        String hostile = hostileCommit(
                new Named("way", FileMode.SYMLINK, outside.toString()), new Named("way", FileMode.TREE, "file"));
        assertThatThrownBy(() -> place.checkout().to(hostile))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("refusing to write through " + place.file("way"));
        assertThat(FileTrees.read(outside)).isEmpty();
    }

    @Test
    void neverWritesOrDeletesThroughALinkPutThereByABuild() throws Exception {
        Path outside = Files.createDirectory(place.directory().resolve("outside"));
        Files.writeString(outside.resolve("file"), "precious");
        place.checkout().to(place.commit(Map.of("lib/file", "1", "kept", "1")));
        Files.delete(place.file("lib/file"));
        Files.delete(place.file("lib"));
        Files.createSymbolicLink(place.file("lib"), outside);
        String changed = place.commit(Map.of("lib/file", "2", "kept", "1"));
        assertThatThrownBy(() -> place.checkout().to(changed))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("lib");
        place.checkout().to(place.commit(Map.of("kept", "1")));
        assertThat(outside.resolve("file")).hasContent("precious");
    }

    /** An entry of a tree; {@code content} is that of a blob, of a link, or the only file's name in a directory. */
    private record Named(String name, FileMode mode, String content) {}

    /** A commit no git would make. */
    private String hostileCommit(Named... entries) throws Exception {
        try (Repository opened = RepositoryOpener.open(place.repository());
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
