package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Makes root file systems of the Debian release that this machine runs, from the archive that its APT is set up with.
 * Each is made once and kept in the user's cache, because it takes a minute and a network.
 */
public final class DebianRoot {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Pattern CODENAME = Pattern.compile("(?m)^VERSION_CODENAME=\"?([a-z]+)\"?$");

    /**
     * The first address in either form that APT knows (sources.list(5)): {@code deb [options] URI suite ...}, or a
     * {@code URIs:} field.
     */
    private static final Pattern MIRROR =
            Pattern.compile("(?m)^(?:deb\\s+(?:\\[[^]]*]\\s*)?|URIs:(?:[^\\n]*\\s)?)(https?://[^\\s]+)");

    private DebianRoot() {}

    /**
     * A tar archive of a minimal Debian with these packages, made anew where there is none with just these.
     *
     * <p>Skips the test where such a root cannot be made: without debootstrap, without root's rights, and, but for
     * continuous integration (where {@code CI} is {@code true}), without an archive that answers.
     *
     * @param name of the root among those in the cache
     */
    public static Path tar(Commands commands, String name, List<String> packages)
            throws IOException, MachineException, InterruptedException {
        Programs.require("debootstrap");
        String release = release();
        String made = DigestUtils.sha256Hex(release + " " + packages).substring(0, 12);
        Path archive = cache().resolve(name + "-" + made + ".tar");
        if (!Files.exists(archive)) {
            assumeTrue("root".equals(System.getProperty("user.name")), "only root can run debootstrap");
            Files.createDirectories(cache());
            make(commands, release, packages, archive);
            deleteEarlier(name, archive);
        }
        return archive;
    }

    /** Nobody wants a root with other packages any more. */
    private static void deleteEarlier(String name, Path archive) throws IOException {
        String made = archive.getFileName().toString();
        try (Stream<Path> files = Files.list(cache())) {
            for (Path file : files.toList()) {
                String other = file.getFileName().toString();
                if (other.matches(Pattern.quote(name) + "-[0-9a-f]{12}\\.tar(\\.log)?") && !other.startsWith(made)) {
                    Files.delete(file);
                }
            }
        }
    }

    static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured != null && configured.startsWith("/")
                ? Path.of(configured)
                : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("culprit").resolve("test");
    }

    private static void make(Commands commands, String release, List<String> packages, Path archive)
            throws IOException, MachineException, InterruptedException {
        Path messages = archive.resolveSibling(archive.getFileName() + ".log");
        Path packageCache = Files.createDirectories(archive.resolveSibling("packages"));
        Path work = Files.createTempDirectory(cache(), "root");
        Path written = work.resolve("root.tar.new");
        String root = work.resolve("root").toString();
        Files.deleteIfExists(messages);
        try {
            Command bootstrap = new Command(
                    List.of(
                            "debootstrap",
                            "--variant=minbase",
                            "--cache-dir=" + packageCache,
                            "--include=" + String.join(",", packages),
                            release,
                            root,
                            mirror()),
                    work,
                    proxies(),
                    messages);
            Commands.Finished finished = commands.run(bootstrap, LIMIT);
            if (!"true".equals(System.getenv("CI"))) {
                assumeTrue(
                        finished.exitCode() == 0,
                        () -> "debootstrap failed, probably because it cannot reach the archive, see " + messages);
            }
            assertSucceeded(finished, messages);
            run(
                    commands,
                    work,
                    messages,
                    "tar",
                    "--one-file-system",
                    "--numeric-owner",
                    "-cf",
                    written,
                    "-C",
                    root,
                    ".");
            Files.move(written, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            run(commands, cache(), messages, "rm", "-rf", "--one-file-system", work);
        }
    }

    private static void run(Commands commands, Path directory, Path messages, Object... arguments)
            throws IOException, MachineException, InterruptedException {
        List<String> words = Stream.of(arguments).map(Object::toString).toList();
        assertSucceeded(commands.run(new Command(words, directory, Map.of(), messages), LIMIT), messages);
    }

    private static void assertSucceeded(Commands.Finished finished, Path messages) throws IOException {
        assertThat(finished.exitCode())
                .as(() -> "the end of " + messages + ":\n" + end(messages))
                .isZero();
    }

    private static String end(Path messages) {
        try (Stream<String> lines = Files.lines(messages, StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What programs that download ask for; {@link Commands} keeps nothing of the environment on its own. */
    static Map<String, String> proxies() {
        return System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().matches("(https?|no)_proxy"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String release() throws IOException {
        Path file = Path.of("/etc/os-release");
        Optional<String> release = Files.exists(file) ? first(CODENAME, List.of(file)) : Optional.empty();
        assumeTrue(release.isPresent(), "this machine does not say in " + file + " which Debian it runs");
        return release.orElseThrow();
    }

    private static String mirror() throws IOException {
        List<Path> files = new ArrayList<>();
        Stream.of(Path.of("/etc/apt/sources.list")).filter(Files::exists).forEach(files::add);
        Path parts = Path.of("/etc/apt/sources.list.d");
        if (Files.isDirectory(parts)) {
            try (Stream<Path> listed = Files.list(parts)) {
                listed.filter(part -> part.toString().matches(".*[.](list|sources)"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        Optional<String> mirror = first(MIRROR, files);
        assumeTrue(mirror.isPresent(), "APT is not set up with an archive to take packages from");
        return mirror.orElseThrow();
    }

    private static Optional<String> first(Pattern pattern, List<Path> files) throws IOException {
        for (Path file : files) {
            Matcher matcher = pattern.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (matcher.find()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }
}
