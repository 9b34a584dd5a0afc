package culprit.driver;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A directory that the kernel's script takes for a git work tree: the checkout's files with the user's history beside them.
 * The script looks into a history only where there is a ".git", which a checkout has none of on purpose.
 *
 * @param directory holds links to the checkout's directories, and copies of its files: git reads no links to .mailmap
 */
record MaintainersTree(Path directory) implements AutoCloseable {
    /** Makes it, of what an interrupted process may have left too. */
    static MaintainersTree make(Maintainers.Places places, String gitDirectory) throws IOException {
        MaintainersTree tree =
                new MaintainersTree(places.scratch().toAbsolutePath().resolve("maintainers"));
        tree.close();
        Files.createDirectories(tree.directory);
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(places.tree().toAbsolutePath())) {
            for (Path entry : entries) {
                Path here = tree.directory.resolve(entry.getFileName());
                if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    Files.copy(entry, here);
                } else {
                    Files.createSymbolicLink(here, entry);
                }
            }
        }
        Files.writeString(tree.directory.resolve(".git"), "gitdir: " + gitDirectory + "\n");
        return tree;
    }

    /** Deletes it; what it links to stays. */
    @Override
    public void close() throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                Files.delete(entry);
            }
        }
        Files.delete(directory);
    }
}
