package culprit.vm.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    @TempDir
    private Path directory;

    private Path key(String permissions) throws Exception {
        Path key = Files.writeString(directory.resolve("key"), "");
        return Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void aKeyThatOnlyItsOwnerCanReadIsTaken() throws Exception {
        assertThat(Login.of(key("rw-------"), "root", 22).user()).isEqualTo("root");
        assertThat(Login.of(key("r--------"), "root", 22).port()).isEqualTo(22);
    }

    @Test
    void aKeyThatSshWouldIgnoreIsRefusedWithTheWayOut() throws Exception {
        for (String permissions : new String[] {"rw-r--r--", "rw--w----", "rw------x"}) {
            Path key = key(permissions);
            assertThatThrownBy(() -> Login.of(key, "root", 22))
                    .isInstanceOf(ImageException.class)
                    .hasMessage("the private key " + key
                            + " is accessible for others, so that ssh does not use it: chmod 600 " + key);
        }
    }

    @Test
    void aMissingKeyIsNamed() {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> Login.of(missing, "root", 22))
                .hasMessage("no private key at " + missing + ": give the path of one with --ssh-key");
    }

    @Test
    void aUserWhomSshWouldTakeForAnOptionIsRefused() throws Exception {
        Path key = key("rw-------");
        for (String user : new String[] {"-oProxyCommand=x", "", "a b", "a@b"}) {
            assertThatThrownBy(() -> Login.of(key, user, 22))
                    .isInstanceOf(ImageException.class)
                    .hasMessage("no user can be called \"" + user + "\": give another one with --ssh-user");
        }
    }
}
