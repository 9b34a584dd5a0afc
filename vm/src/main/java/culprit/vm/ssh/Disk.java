package culprit.vm.ssh;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a guest is started from besides its kernel, and how it is reached.
 *
 * @param initrd which the kernel needs to find its root file system, if it is of that kind
 * @param networkCard QEMU's name of a card for which the kernel has a driver
 */
public record Disk(DiskImage image, Optional<Path> initrd, Login login, String networkCard) {
    /**
     * Checks the initrd; the other parts have been checked when they were made.
     *
     * @throws ImageException when it cannot be read
     */
    public static Disk of(DiskImage image, Optional<Path> initrd, Login login, String networkCard)
            throws ImageException {
        if (initrd.isPresent()) {
            InputFile.require("initrd", initrd.get(), "--initrd");
        }
        return new Disk(image, initrd.map(Path::toAbsolutePath), login, networkCard);
    }
}
