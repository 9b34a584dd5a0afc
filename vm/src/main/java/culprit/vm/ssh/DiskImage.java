package culprit.vm.ssh;

import culprit.vm.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file that holds the disk of a guest. Guests never write to it: each starts from the same state.
 *
 * @param format QEMU's word for how the disk is stored in the file
 */
public record DiskImage(Path file, String format) {
    /** First bytes of a qcow2 file (QEMU, docs/interop/qcow2.txt). */
    private static final byte[] QCOW2 = "QFI\u00fb".getBytes(StandardCharsets.ISO_8859_1);

    /**
     * Finds out the format. QEMU would probe for it, too, but among so many formats that a guest which writes to a raw
     * disk could pass for another one.
     *
     * @throws ImageException when there is no file that can be read, or nothing in it
     */
    public static DiskImage of(Path file) throws ImageException {
        InputFile.require("disk image", file, "--image");
        try (InputStream content = Files.newInputStream(file)) {
            byte[] start = content.readNBytes(QCOW2.length);
            if (start.length == 0) {
                throw new ImageException("the disk image " + file + " is empty");
            }
            return new DiskImage(file.toAbsolutePath(), Arrays.equals(start, QCOW2) ? "qcow2" : "raw");
        } catch (IOException e) {
            throw new ImageException("cannot read the disk image " + file + ": " + e, e);
        }
    }

    /** Value of QEMU's {@code -drive} that makes it the first IDE disk, {@code /dev/sda}. */
    String drive() {
        return "file=" + Machine.escaped(file) + ",format=" + format + ",snapshot=on,if=ide";
    }
}
