package culprit.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Repository;

/** Where a repository has its objects: its own directory, and those that it borrows from. */
final class ObjectDirectories {
    private ObjectDirectories() {}

    /** All of them, its own first, whether they exist or not. */
    static List<Path> of(Repository repository) throws IOException {
        List<Path> directories = new ArrayList<>();
        addWithAlternates(repository.getCommonDirectory().toPath().resolve("objects"), directories);
        return directories;
    }

    private static void addWithAlternates(Path objects, List<Path> directories) throws IOException {
        directories.add(objects);
        Path alternates = objects.resolve("info/alternates");
        if (Files.exists(alternates)) {
            for (String line : Files.readAllLines(alternates)) {
                Path other = objects.resolve(line).normalize();
                if (!line.isEmpty() && !line.startsWith("#") && !directories.contains(other)) {
                    addWithAlternates(other, directories);
                }
            }
        }
    }
}
