package culprit.vm.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the image's system lets one in.
 *
 * @param key private key that it accepts without a passphrase
 * @param user whom the reproducer runs as
 * @param port where its ssh server listens
 */
public record Login(Path key, String user, int port) {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** Names that system accounts have everywhere; ssh takes other ones for options or hosts. */
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    /**
     * Checks what can be checked without a guest. ssh ignores a key that others may read, and then no guest is reached.
     *
     * @throws ImageException when ssh will not take it
     */
    public static Login of(Path key, String user, int port) throws ImageException {
        if (!USER.matcher(user).matches()) {
            throw new ImageException("no user can be called \"" + user + "\": give another one with --ssh-user");
        }
        InputFile.require("private key", key, "--ssh-key");
        try {
            // A file system without permissions has none that could be too wide.
            if (Files.getFileStore(key).supportsFileAttributeView("posix")
                    && !OWNERS.containsAll(Files.getPosixFilePermissions(key))) {
                throw new ImageException("the private key " + key + " is accessible for others, so that ssh does not"
                        + " use it: chmod 600 " + key);
            }
        } catch (IOException e) {
            throw new ImageException("cannot look at the private key " + key + ": " + e, e);
        }
        return new Login(key.toAbsolutePath(), user, port);
    }
}
