package culprit.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Files that are the memory of guests, beside their initramfs. They are sparse: they take what the guest has used. */
final class MemoryFiles {
    private static final String PREFIX = "guest-memory-";

    private MemoryFiles() {}

    /** Makes an empty one; those that a killed process has left are deleted. */
    static Path create(Path initramfs) throws IOException {
        Path directory = initramfs.resolveSibling("");
        try (Stream<Path> files = Files.list(directory)) {
            for (Path left : files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .toList()) {
                Files.deleteIfExists(left);
            }
        }
        return Files.createTempFile(directory, PREFIX, "");
    }
}
