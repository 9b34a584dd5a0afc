package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.console.ConsoleLauncher;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The tests with QEMU once more, in a container that has only what the distribution's packages bring: Java, QEMU and the
 * rest come from there, class files and jars alone from this machine.
 */
class QemuContainerIT {
    private static final List<String> PACKAGES = List.of(
            "binutils",
            "busybox-static",
            "default-jre-headless",
            "gcc",
            "libc6-dev",
            DebianKernel.META_PACKAGE,
            "qemu-system-x86",
            "util-linux");

    /** This test, and the one that takes long because it measures times, which are no others inside. */
    private static final List<Class<?>> NOT_INSIDE = List.of(QemuContainerIT.class, GuestSpeedIT.class);

    /** Shorter than the test's own limit, so that what was said until then is shown. */
    private static final String LIMIT_INSIDE = "1200";

    /** As long as the test; a container that the end of this program left behind ends by itself. */
    private static final String LIFE_OF_CONTAINER = "1800";

    @TempDir
    private Path directory;

    @Test
    @Timeout(1800)
    void theTestsWithQemuPassInAContainerOfTheDistribution() throws Exception {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "Docker is not installed, or its daemon does not answer");
        Programs.require("docker");
        String image = image();
        try (GenericContainer<?> container = container(image)) {
            List<String> classPath = copyClassPathInto(container);
            container.start();
            ExecResult result = container.execInContainer(launcher(classPath).toArray(String[]::new));
            String output = result.getStdout() + result.getStderr();
            assertThat(result.getExitCode()).as(output).isZero();
            assertThat(output).contains("QemuRunnerIT", "AcceleratorProbeIT", "DebianKernelIT");
            assertThat(tests("successful", output)).as(output).isPositive().isEqualTo(tests("found", output));
        }
    }

    private String image() throws Exception {
        try (Commands commands = new Commands()) {
            Path root = DebianRoot.tar(commands, "qemu", PACKAGES);
            return new DebianImage(commands, "culprit-test/qemu").of(root, directory);
        }
    }

    private static GenericContainer<?> container(String image) {
        return new GenericContainer<>(DockerImageName.parse(image))
                .withImagePullPolicy(name -> false)
                .withNetworkMode("none")
                .withEnv("LC_ALL", "C.UTF-8")
                .withCommand("sleep", LIFE_OF_CONTAINER)
                .withCreateContainerCmdModifier(command -> setUp(command.getHostConfig()));
    }

    private static void setUp(HostConfig container) {
        container
                .withAutoRemove(true)
                // The tests leave orphans to the first process of the container: it must be one that buries them.
                .withInit(true)
                // A test that fills a disk mounts it first.
                .withCapAdd(Capability.SYS_ADMIN)
                .withSecurityOpts(List.of("apparmor=unconfined"));
    }

    /** Where the entries of this class path are in the container. */
    private static List<String> copyClassPathInto(GenericContainer<?> container) {
        List<String> inside = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String place = "/culprit/" + inside.size() + "-" + Path.of(entry).getFileName();
            container.withCopyFileToContainer(MountableFile.forHostPath(entry), place);
            inside.add(place);
        }
        return inside;
    }

    /** JUnit's own launcher, in the hostile environment in which this test runs. */
    private static List<String> launcher(List<String> classPath) {
        Stream<String> environment = Stream.of("user.language", "user.country", "file.encoding")
                .map(property -> "-D" + property + "=" + System.getProperty(property));
        Stream<String> launcher = Stream.of(
                "-cp",
                String.join(":", classPath),
                ConsoleLauncher.class.getName(),
                "execute",
                "--disable-banner",
                "--disable-ansi-colors",
                "--details-theme=ascii",
                "--fail-if-no-tests",
                "--select-package=" + QemuContainerIT.class.getPackageName(),
                "--include-classname=" + Pattern.quote(QemuContainerIT.class.getPackageName() + ".") + "\\w+IT",
                "--exclude-classname="
                        + NOT_INSIDE.stream()
                                .map(Class::getName)
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|")));
        return Stream.of(Stream.of("timeout", LIMIT_INSIDE, "java"), environment, launcher)
                .flatMap(words -> words)
                .toList();
    }

    /** A number of the launcher's summary, which has lines such as {@code [        21 tests successful      ]}. */
    private static int tests(String what, String output) {
        Matcher line = Pattern.compile("\\[ *(\\d+) tests " + what + " *]").matcher(output);
        assertThat(line.find()).as(output).isTrue();
        return Integer.parseInt(line.group(1));
    }
}
