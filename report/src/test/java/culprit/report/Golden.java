package culprit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected outputs kept as files. Run the tests with {@code -Dgolden.update} to rewrite them, then review the
 * difference.
 */
public final class Golden {
    private static final Path DIRECTORY = Path.of("src/test/resources/culprit/report");

    private Golden() {}

    /** Fails unless the bytes are those of the golden file of that name. */
    public static void assertMatches(String name, byte[] actual) throws IOException {
        Path golden = DIRECTORY.resolve(name);
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(golden.getParent());
            Files.write(golden, actual);
        }
        assertThat(Bytes.of(actual)).isEqualTo(Bytes.of(Files.readAllBytes(golden)));
    }
}
