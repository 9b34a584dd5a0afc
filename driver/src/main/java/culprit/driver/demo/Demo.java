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
 * Everything that the demo's bisection needs, in one directory, which may hold the demos of several situations.
 *
 * @param directory the directory
 * @param situation what the demo is about
 */
public record Demo(Path directory, Situation situation) {
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
    public Demo prepare(Path source, Consumer<String> progress)
            throws UsageException, InfraException, InterruptedException {
        try {
            Files.createDirectories(directory);
            if (!Files.exists(repository())) {
                new DemoHistory(situation).write(archive(source), repository(), progress);
            }
            Files.write(kconfig(), DemoInputs.kconfig());
            Files.write(reproducer(), DemoInputs.reproducer(situation));
            return this;
        } catch (IOException e) {
            throw new InfraException("cannot prepare the demo in " + directory + ": " + e, e);
        }
    }

    /** The git repository; nothing is checked out in it. */
    public Path repository() {
        return directory.resolve(situation.named("linux"));
    }

    /** The kernel configuration. */
    public Path kconfig() {
        return directory.resolve("kconfig");
    }

    /** The C program that provokes the crash or crashes. */
    public Path reproducer() {
        return directory.resolve(situation.named("reproducer") + ".c");
    }

    /** The work directory of the bisection. */
    public Path bisection() {
        return directory.resolve(situation.named("bisection"));
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
