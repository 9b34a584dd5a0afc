package culprit.vm.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskImageTest {
    @TempDir
    private Path directory;

    @Test
    void aFileIsRawUnlessItBeginsAsQcow2Does() throws Exception {
        byte[] qcow2 = {'Q', 'F', 'I', (byte) 0xfb, 0, 0, 0, 3};
        assertThat(DiskImage.of(Files.write(directory.resolve("q"), qcow2)).format())
                .isEqualTo("qcow2");
        assertThat(DiskImage.of(Files.write(directory.resolve("r"), new byte[512]))
                        .format())
                .isEqualTo("raw");
        assertThat(DiskImage.of(Files.writeString(directory.resolve("s"), "Q")).format())
                .isEqualTo("raw");
    }

    @Test
    void whatCannotBeADiskIsRefusedByName() throws Exception {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> DiskImage.of(missing))
                .isInstanceOf(ImageException.class)
                .hasMessage("no disk image at " + missing + ": give the path of one with --image");
        assertThatThrownBy(() -> DiskImage.of(directory))
                .isInstanceOf(ImageException.class)
                .hasMessage("the disk image " + directory + " is a directory: give a file with --image");
        Path empty = Files.createFile(directory.resolve("empty"));
        assertThatThrownBy(() -> DiskImage.of(empty))
                .isInstanceOf(ImageException.class)
                .hasMessage("the disk image " + empty + " is empty");
    }
}
