package culprit.driver.demo;

import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.UsageException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Everything that the demo's bisection needs, in one directory.
 *
 * @param directory the directory
 */
public record Demo(Path directory) {
    /** Stands for the newest kernel source package that the distribution has installed. */
    public static final Path PACKAGED = Path.of("/usr/src/linux-source-*.tar.xz");

    /**
     * Makes what is missing: the repository out of the kernel source (about a minute), kernel configuration and
     * reproducer.
     *
     * @param source a kernel source archive, or {@link #PACKAGED}
     * @param progress told what is being done
     * @throws UsageException when there is no such source, or the demo's history does not fit it
     */
    public static Demo prepare(Path directory, Path source, Consumer<String> progress)
            throws UsageException, InfraException, InterruptedException {
        Demo demo = new Demo(directory);
        try {
            Files.createDirectories(directory);
            if (!Files.exists(demo.repository())) {
                new DemoHistory().write(archive(source), demo.repository(), progress);
            }
            Files.write(demo.kconfig(), DemoInputs.kconfig());
            Files.write(demo.reproducer(), DemoInputs.reproducer());
            return demo;
        } catch (IOException e) {
            throw new InfraException("cannot prepare the demo in " + directory + ": " + e, e);
        }
    }

    /** The git repository; nothing is checked out in it. */
    public Path repository() {
        return directory.resolve("linux");
    }

    /** The kernel configuration. */
    public Path kconfig() {
        return directory.resolve("kconfig");
    }

    /** The C program that provokes the crash. */
    public Path reproducer() {
        return directory.resolve("reproducer.c");
    }

    /** The work directory of the bisection. */
    public Path bisection() {
        return directory.resolve("bisection");
    }

    private static Path archive(Path source) throws UsageException, IOException {
        Path directory = source.toAbsolutePath().resolveSibling("");
        TreeSet<Path> found = new TreeSet<>(Comparator.comparing(Path::toString));
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> matching =
                    Files.newDirectoryStream(directory, String.valueOf(source.getFileName()))) {
                matching.forEach(found::add);
            }
        }
        if (found.isEmpty()) {
            throw new UsageException("no kernel source at " + source
                    + ": install the distribution's package (Debian: linux-source), or name a .tar.xz with --source");
        }
        return found.last();
    }
}
