package culprit.driver.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.doctor.Finding.Level;
import culprit.vm.HostCapacity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomCheckTest {
    @TempDir
    private Path directory;

    @Test
    void memoryForOneGuestIsNeeded() {
        assertThat(RoomCheck.memory(new HostCapacity(2, OptionalLong.of(511)), 512)
                        .line())
                .isEqualTo("problem: 511 MiB of memory are available, too little for a guest of 512 MiB; end other"
                        + " programs, or give guests less with --memory");
        assertThat(RoomCheck.memory(new HostCapacity(4, OptionalLong.of(1600)), 512)
                        .line())
                .isEqualTo("ok: 1600 MiB of memory are available, for 3 of 4 guests of 512 MiB, one per processor");
        assertThat(RoomCheck.memory(new HostCapacity(4, OptionalLong.empty()), 512)
                        .level())
                .isEqualTo(Level.WARNING);
    }

    @Test
    void theDiskIsThatOfTheNearestDirectoryAboveOneThatIsNotMadeYet() {
        Finding finding = RoomCheck.disk(directory.resolve("not/made/yet"));
        assertThat(finding.what())
                .contains("MiB")
                .contains(directory.resolve("not/made/yet").toString());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsAProblem() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(RoomCheck.disk(file.resolve("cache")).line())
                .startsWith("problem: the directory " + file + "/cache cannot be written; give");
    }
}
