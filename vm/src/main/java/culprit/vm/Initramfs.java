package culprit.vm;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/**
 * The whole user space of a guest as one cpio archive in the format that the kernel unpacks (kernel documentation,
 * driver-api/early-userspace/buffer-format): init, busybox, the reproducer. No disk image is needed.
 *
 * <p>The archive depends on the content of its files only: times, owners and inode numbers are fixed.
 */
public final class Initramfs {
    private static final List<String> DIRECTORIES = List.of("bin", "dev", "proc", "sys", "tmp");
    private static final int EXECUTABLE = CpioConstants.C_ISREG | 0755;

    private Initramfs() {}

    /**
     * What is in every archive.
     *
     * @param init the static executable made of init.c
     * @param busybox a static busybox: the guest's shell, for reproducers that call one
     */
    public record UserSpace(Path init, Path busybox) {
        private static final Duration COMPILE_LIMIT = Duration.ofMinutes(1);

        /**
         * Compiles init.
         *
         * @param directory gets the executable
         * @throws MachineException when the compiler cannot do that
         */
        public static UserSpace make(Commands commands, String compiler, Path directory)
                throws MachineException, InterruptedException {
            Path busybox = Commands.require("busybox");
            Path source = directory.resolve("init.c");
            Path init = directory.resolve("init");
            Path messages = directory.resolve("init.log");
            try {
                Files.createDirectories(directory);
                StaticProgram.writeSource("init.c", source);
                Files.deleteIfExists(messages);
                StaticProgram program = new StaticProgram(compiler, List.of(source), init, messages);
                if (program.compile(commands, COMPILE_LIMIT).exitCode() != 0) {
                    throw new MachineException("the C compiler \"" + compiler
                            + "\" does not make static programs here; what it says is in " + messages);
                }
                Files.delete(source);
                Files.delete(messages);
                return new UserSpace(init, busybox);
            } catch (IOException e) {
                throw new MachineException("cannot make the init of guests in " + directory + ": " + e, e);
            }
        }
    }

    /**
     * Writes the archive.
     *
     * @param reproducer a static executable
     * @throws MachineException when busybox is missing or dynamically linked: there is no loader in the guest
     */
    static void write(Path archive, UserSpace userSpace, Path reproducer) throws IOException, MachineException {
        if (!StaticExecutable.is(userSpace.busybox())) {
            throw new MachineException(userSpace.busybox()
                    + " is not a static executable: install a static busybox (Debian: busybox-static)");
        }
        try (OutputStream file = Files.newOutputStream(archive);
                CpioArchiveOutputStream cpio = new CpioArchiveOutputStream(file)) {
            for (String directory : DIRECTORIES) {
                put(cpio, directory, CpioConstants.C_ISDIR | 0755, new byte[0]);
            }
            // The kernel opens it for init before there is a devtmpfs.
            put(cpio, "dev/console", CpioConstants.C_ISCHR | 0600, new byte[0]);
            put(cpio, "init", EXECUTABLE, Files.readAllBytes(userSpace.init()));
            put(cpio, "bin/busybox", EXECUTABLE, Files.readAllBytes(userSpace.busybox()));
            put(cpio, "bin/sh", CpioConstants.C_ISLNK | 0777, "busybox".getBytes(StandardCharsets.US_ASCII));
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
}
