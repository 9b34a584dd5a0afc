package culprit.vm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import net.fornwall.jelf.ElfException;
import net.fornwall.jelf.ElfFile;
import net.fornwall.jelf.ElfSegment;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/**
 * The whole user space of a guest as one cpio archive in the format that the kernel unpacks (kernel documentation,
 * driver-api/early-userspace/buffer-format): an init script, busybox, the reproducer. No disk image is needed.
 *
 * <p>The archive depends on the content of its files only: times, owners and inode numbers are fixed.
 */
final class Initramfs {
    private static final List<String> DIRECTORIES = List.of("bin", "dev", "proc", "sys", "tmp");
    private static final int EXECUTABLE = CpioConstants.C_ISREG | 0755;

    private Initramfs() {}

    /**
     * Writes the archive.
     *
     * @param busybox a static busybox
     * @param reproducer a static executable
     * @throws MachineException when busybox is missing or dynamically linked: there is no loader in the guest
     */
    static void write(Path archive, Path busybox, Path reproducer) throws IOException, MachineException {
        if (!isStatic(busybox)) {
            throw new MachineException(
                    busybox + " is not a static executable: install a static busybox (Debian: busybox-static)");
        }
        try (OutputStream file = Files.newOutputStream(archive);
                CpioArchiveOutputStream cpio = new CpioArchiveOutputStream(file);
                InputStream init = Objects.requireNonNull(Initramfs.class.getResourceAsStream("init.sh"), "init.sh")) {
            for (String directory : DIRECTORIES) {
                put(cpio, directory, CpioConstants.C_ISDIR | 0755, new byte[0]);
            }
            // The kernel opens it for init before there is a devtmpfs.
            put(cpio, "dev/console", CpioConstants.C_ISCHR | 0600, new byte[0]);
            put(cpio, "init", EXECUTABLE, init.readAllBytes());
            put(cpio, "bin/busybox", EXECUTABLE, Files.readAllBytes(busybox));
            put(cpio, "reproducer", EXECUTABLE, Files.readAllBytes(reproducer));
        }
    }

    private static void put(CpioArchiveOutputStream cpio, String name, int mode, byte[] content) throws IOException {
        CpioArchiveEntry entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, name);
        entry.setMode(mode);
        entry.setNumberOfLinks(1);
        entry.setSize(content.length);
        if ((mode & CpioConstants.S_IFMT) == CpioConstants.C_ISCHR) {
            entry.setRemoteDeviceMaj(5);
            entry.setRemoteDeviceMin(1);
        }
        cpio.putArchiveEntry(entry);
        cpio.write(content);
        cpio.closeArchiveEntry();
    }

    private static boolean isStatic(Path program) throws IOException, MachineException {
        try {
            return ElfFile.from(program).segmentsOfType(ElfSegment.PT_INTERP).isEmpty();
        } catch (ElfException e) {
            throw new MachineException(program + " is not an executable of this system: " + e.getMessage(), e);
        }
    }
}
