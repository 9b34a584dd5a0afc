package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkouts that give files another content, which may be written over the old one or not. */
class CheckoutOverwriteTest {
    @TempDir
    Path directory;

    private CheckoutPlace place;

    @BeforeEach
    void makePlace() throws Exception {
        place = CheckoutPlace.in(directory);
    }

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void cutsHardLinksInsteadOfWritingThroughThem() throws Exception {
        place.checkout().to(FileTrees.commit(place.git(), Map.of("file", "1")));
        Path copy = Files.createLink(directory.resolve("copy"), place.source().resolve("file"));
        place.checkout().to(FileTrees.commit(place.git(), Map.of("file", "2")));
        assertThat(copy).hasContent("1");
    }

    @Test
    void givesAFileThatABuildChangedItsPermissionsBack() throws Exception {
        String one = FileTrees.commit(place.git(), Map.of("script", "1", "tool", "x:1", "locked", "1"));
        place.checkout().to(one);
        Files.setPosixFilePermissions(place.source().resolve("script"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(place.source().resolve("tool"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(place.source().resolve("locked"), PosixFilePermissions.fromString("r--r--r--"));
        Map<String, String> wanted = Map.of("script", "2", "tool", "x:2", "locked", "2");
        place.checkout().to(FileTrees.commit(place.git(), wanted));
        assertThat(FileTrees.read(place.source())).isEqualTo(wanted);
        assertThat(Files.isWritable(place.source().resolve("locked"))).isTrue();
    }

    @Test
    void writesOverLongerAndShorterFiles() throws Exception {
        for (int size : List.of(5000, 3, 0, 4096, 1, 8192, 8191, 12289, 0)) {
            Map<String, String> files = Map.of("file", "y".repeat(size));
            place.checkout().to(FileTrees.commit(place.git(), files));
            assertThat(FileTrees.read(place.source())).isEqualTo(files);
        }
    }

    @Test
    void replacesAProgramThatRuns() throws Exception {
        place.checkout().to(FileTrees.commit(place.git(), Map.of("sleep", "1")));
        Path program = place.source().resolve("sleep");
        Files.copy(Path.of("/bin/sleep"), program, StandardCopyOption.REPLACE_EXISTING);
        Process running = new ProcessBuilder(program.toString(), "60").start();
        try {
            Map<String, String> wanted = Map.of("sleep", "x:2");
            place.checkout().to(FileTrees.commit(place.git(), wanted));
            assertThat(FileTrees.read(place.source())).isEqualTo(wanted);
            assertThat(running.isAlive()).isTrue();
        } finally {
            running.destroyForcibly();
        }
    }
}
