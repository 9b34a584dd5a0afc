package culprit.driver.cli;

import culprit.driver.procedure.UsageException;
import culprit.vm.ssh.Disk;
import culprit.vm.ssh.DiskImage;
import culprit.vm.ssh.ImageException;
import culprit.vm.ssh.Login;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A system of the user's own for the guests, on a disk image. */
final class ImageOptions {
    private static final int HIGHEST_PORT = 65535;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "Disk image, raw or qcow2, with a system that runs an ssh server. It is only read.")
    private @Nullable Path image;

    @Option(names = "--ssh-key", paramLabel = "FILE", description = "Private key that lets one into that system.")
    private @Nullable Path key;

    @Option(names = "--ssh-user", paramLabel = "NAME", defaultValue = "root", description = "User there [root].")
    private String user = "root";

    @Option(
            names = "--ssh-port",
            paramLabel = "N",
            defaultValue = "22",
            converter = Quantities.Count.class,
            description = "Where its ssh server listens [22].")
    private int port = 22;

    @Option(names = "--initrd", paramLabel = "FILE", description = "Initial RAM disk that its kernel needs.")
    private @Nullable Path initrd;

    @Option(
            names = "--network-card",
            paramLabel = "MODEL",
            defaultValue = "e1000",
            description = "Card that its kernel has a driver for, as QEMU calls it [e1000].")
    private String networkCard = "e1000";

    /** The disk of the guests, if they are to have one. */
    Optional<Disk> disk() throws UsageException {
        if (image == null) {
            requireNoneOfItsOptions();
            return Optional.empty();
        }
        if (key == null) {
            throw new UsageException("--image needs --ssh-key: the private key that lets one into the system on it");
        }
        if (port > HIGHEST_PORT) {
            throw new UsageException("--ssh-port: there is no port " + port + ", the highest is " + HIGHEST_PORT);
        }
        try {
            DiskImage disk = DiskImage.of(image);
            return Optional.of(Disk.of(disk, Optional.ofNullable(initrd), Login.of(key, user, port), networkCard));
        } catch (ImageException e) {
            throw new UsageException(e);
        }
    }

    private void requireNoneOfItsOptions() throws UsageException {
        if (key != null) {
            throw new UsageException("--ssh-key needs --image: the disk image with the system that it lets one into");
        }
        if (initrd != null) {
            throw new UsageException(
                    "--initrd needs --image: without a disk image, guests have an initrd of their own");
        }
    }
}
