package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Checkouts that give files another content, which may be written over the old one or not. */
class CheckoutOverwriteTest {
    @AutoClose
    private final CheckoutPlace place = CheckoutPlace.make();

    @Test
    void cutsHardLinksInsteadOfWritingThroughThem() throws Exception {
        place.checkout().to(place.commit(Map.of("file", "1")));
        Path copy = Files.createLink(place.directory().resolve("copy"), place.file("file"));
        place.checkout().to(place.commit(Map.of("file", "2")));
        assertThat(copy).hasContent("1");
    }

    @Test
    void givesAFileThatABuildChangedItsPermissionsBack() throws Exception {
        String one = place.commit(Map.of("script", "1", "tool", "x:1", "locked", "1"));
        place.checkout().to(one);
        Files.setPosixFilePermissions(place.file("script"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(place.file("tool"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(place.file("locked"), PosixFilePermissions.fromString("r--r--r--"));
        Map<String, String> wanted = Map.of("script", "2", "tool", "x:2", "locked", "2");
        place.checkout().to(place.commit(wanted));
        assertThat(place.files()).isEqualTo(wanted);
        assertThat(Files.isWritable(place.file("locked"))).isTrue();
    }

    @Test
    void writesOverLongerAndShorterFiles() throws Exception {
        for (int size : List.of(5000, 3, 0, 4096, 1, 8192, 8191, 12289, 0)) {
            Map<String, String> files = Map.of("file", "y".repeat(size));
            place.checkout().to(place.commit(files));
            assertThat(place.files()).isEqualTo(files);
        }
    }

    @Test
    void replacesAProgramThatRuns() throws Exception {
        place.checkout().to(place.commit(Map.of("sleep", "1")));
        Path program = place.file("sleep");
        Files.copy(Path.of("/bin/sleep"), program, StandardCopyOption.REPLACE_EXISTING);
        Process running = new ProcessBuilder(program.toString(), "60").start();
        try {
            Map<String, String> wanted = Map.of("sleep", "x:2");
            place.checkout().to(place.commit(wanted));
            assertThat(place.files()).isEqualTo(wanted);
            assertThat(running.isAlive()).isTrue();
        } finally {
            running.destroyForcibly();
        }
    }
}
