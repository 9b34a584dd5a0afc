package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GuestSocketsTest {
    /** More than the kernel gives to any process (proc(5), pid_max). */
    private static final String NOBODY = "4194305";

    @Test
    void whatAKilledProgramLeftIsDeletedAndWhatIsInUseStays() throws Exception {
        Path left = Files.createTempDirectory("culprit-vm-" + NOBODY + "-");
        Files.writeString(left.resolve("channel"), "");
        try (GuestSockets used = GuestSockets.open()) {
            GuestSockets.sweep();
            assertThat(left).doesNotExist();
            assertThat(used.paths().channel()).exists();
        }
    }

    @Test
    void nothingIsLeftOfSocketsThatWereClosed() throws Exception {
        Path channel;
        try (GuestSockets sockets = GuestSockets.open()) {
            channel = sockets.paths().channel();
        }
        assertThat(channel.getParent()).doesNotExist();
    }
}
