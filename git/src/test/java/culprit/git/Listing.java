package culprit.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Times and sizes of everything in a directory: equal before and after if nothing was written. */
public final class Listing {
    private Listing() {}

    /** Those of a directory, itself included, by path. */
    public static Map<String, String> of(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                files.put(
                        path.toString(),
                        Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS) + " "
                                + (Files.isRegularFile(path) ? Files.size(path) : "-"));
            }
        }
        return files;
    }
}
