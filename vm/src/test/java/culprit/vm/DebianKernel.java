package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;

/**
 * The kernel that Debian makes for virtual machines: the one that is installed, or else that of the archive that this
 * machine's APT is set up with, which is downloaded once into the user's cache.
 */
final class DebianKernel {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** The package that brings it. */
    static final String META_PACKAGE = "linux-image-cloud-amd64";

    private static final String PACKAGE = "linux-image";
    private static final String IMAGE = "vmlinuz";

    /** The magic number of a stream of LZ4's legacy format (LZ4 frame format, "Legacy frame"). */
    private static final int LZ4_LEGACY = 0x184c2102;

    private DebianKernel() {}

    /**
     * The kernel, as bzImage and as vmlinux.
     *
     * <p>Skips the test where it cannot be had: without APT, without an archive that answers, or packed in another way
     * than by LZ4.
     */
    static Kernel in(Commands commands) throws Exception {
        Path cache = Files.createDirectories(DebianRoot.cache());
        Optional<Path> installed = installed();
        Path image = installed.isPresent() ? installed.get() : downloaded(commands, cache);
        String name = image.getFileName().toString().replaceFirst(IMAGE, PACKAGE);
        Path directory = Files.createDirectories(cache.resolve(name));
        return new Kernel(image, Optional.of(vmlinux(image, directory.resolve("vmlinux"))), "");
    }

    private static Optional<Path> installed() throws IOException {
        Path boot = Path.of("/boot");
        if (!Files.isDirectory(boot)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(boot)) {
            return files.filter(Files::isReadable)
                    .filter(file -> file.getFileName().toString().matches(IMAGE + "-.*-cloud-amd64"))
                    .max(Comparator.naturalOrder());
        }
    }

    private static Path downloaded(Commands commands, Path cache) throws Exception {
        Programs.require("apt-cache", "apt-get", "dpkg-deb");
        String name = lines(commands, cache, "apt-cache", "depends", META_PACKAGE)
                .map(String::strip)
                .filter(line -> line.startsWith("Depends: " + PACKAGE))
                .map(line -> line.substring("Depends: ".length()))
                .findFirst()
                .orElse("");
        assumeTrue(!name.isEmpty(), "APT does not know the package " + META_PACKAGE + " here");
        Path directory = cache.resolve(name);
        Path image = directory.resolve("root/boot/" + name.replaceFirst(PACKAGE, IMAGE));
        if (!Files.exists(image)) {
            Files.createDirectories(directory);
            lines(commands, directory, "apt-get", "-o", "APT::Sandbox::User=root", "download", name);
            try (Stream<Path> files = Files.list(directory)) {
                Optional<Path> archive =
                        files.filter(file -> file.toString().endsWith(".deb")).findFirst();
                assumeTrue(archive.isPresent(), "the package " + name + " cannot be downloaded");
                lines(commands, directory, "dpkg-deb", "-x", archive.get().toString(), "root");
                Files.delete(archive.get());
            }
        }
        return image;
    }

    private static Stream<String> lines(Commands commands, Path directory, String... arguments) throws Exception {
        Path output = Files.createTempFile("culprit-apt", ".txt");
        try {
            Map<String, String> proxies = DebianRoot.proxies();
            commands.run(new Command(List.of(arguments), directory, proxies, output), LIMIT);
            return Files.readAllLines(output, StandardCharsets.ISO_8859_1).stream();
        } finally {
            Files.delete(output);
        }
    }

    /** Unpacks the kernel in a bzImage (kernel documentation, arch/x86/boot: payload_offset, payload_length). */
    private static Path vmlinux(Path image, Path vmlinux) throws IOException {
        if (Files.exists(vmlinux)) {
            return vmlinux;
        }
        byte[] bytes = Files.readAllBytes(image);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int setup = (Byte.toUnsignedInt(header.get(0x1f1)) + 1) * 512;
        int begin = setup + header.getInt(0x248);
        int end = begin + header.getInt(0x24c) - 4;
        assumeTrue(header.getInt(begin) == LZ4_LEGACY, image + " is not packed by LZ4");
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        for (int at = begin + 4; at < end; ) {
            int size = header.getInt(at);
            byte[] block = Arrays.copyOfRange(bytes, at + 4, at + 4 + size);
            try (InputStream stream = new BlockLZ4CompressorInputStream(new ByteArrayInputStream(block))) {
                stream.transferTo(unpacked);
            }
            at += 4 + size;
        }
        byte[] kernel = unpacked.toByteArray();
        assertThat(Arrays.copyOf(kernel, 4)).isEqualTo(new byte[] {0x7f, 'E', 'L', 'F'});
        Path draft = vmlinux.resolveSibling("vmlinux.new");
        Files.write(draft, kernel);
        return Files.move(draft, vmlinux);
    }
}
