package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code bin/culprit} gets its archive of classes, on a Java that only notes how it is started. */
class LauncherTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    private static final String CLASSES = "classes\n";

    @TempDir
    private Path directory;

    private Path archive = Path.of("/unset");

    @BeforeEach
    void install() throws IOException {
        for (String sources : List.of(".mvn", "report", "git", "vm", "driver/bin", "driver/target/lib")) {
            Files.createDirectories(directory.resolve(sources));
        }
        write("pom.xml", "");
        write("driver/target/lib/culprit.jar", "jar");
        Files.copy(Path.of("bin/culprit"), directory.resolve("driver/bin/culprit"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createFile(directory.resolve("driver/target/launcher.stamp"));
        write("java/release", "JAVA_VERSION=\"17.0.1\"\n");
        Path java = write("java/bin/java", """
                #!/bin/sh
                echo "$*" >>"${0%/bin/java}/calls"
                for option; do
                    case $option in
                    -XX:ArchiveClassesAtExit=*) echo classes >"${option#*=}" ;;
                    -Xshare:on) [ ! -e "${0%/bin/java}/refuses" ] || exit 1 ;;
                    esac
                done
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        archive = directory.resolve("driver/target/java.jsa");
    }

    /** Writes a file long ago, as far as its time tells. */
    private Path write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return Files.setLastModifiedTime(file, LONG_AGO);
    }

    /** How Java was started by one start of the launcher, the last one being the user's. */
    private List<String> start() throws Exception {
        Path calls = directory.resolve("java/calls");
        Files.deleteIfExists(calls);
        Path said = directory.resolve("said");
        ProcessBuilder launcher = new ProcessBuilder(
                        directory.resolve("driver/bin/culprit").toString(), "status")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        launcher.environment().put("JAVA_HOME", directory.resolve("java").toString());
        assertThat(launcher.start().waitFor()).as(Files.readString(said)).isZero();
        assertThat(said).isEmptyFile();
        List<String> lines = Files.readAllLines(calls);
        assertThat(lines.get(lines.size() - 1)).endsWith(" status");
        return lines;
    }

    private void requireOneMadeAnew() throws Exception {
        List<String> calls = start();
        assertThat(calls).hasSize(3);
        assertThat(calls.get(0)).contains("-XX:ArchiveClassesAtExit=" + archive);
        assertThat(calls.get(1)).contains("-Xshare:on -XX:SharedArchiveFile=" + archive);
        assertThat(calls.get(2)).contains("-Xshare:auto -XX:SharedArchiveFile=" + archive + " ");
        assertThat(archive).hasContent(CLASSES);
        requireTheSameAgain();
    }

    private void requireTheSameAgain() throws Exception {
        assertThat(start()).singleElement().asString().contains("-XX:SharedArchiveFile=" + archive + " ");
    }

    @Test
    void makesAnArchiveOnceAndTriesIt() throws Exception {
        requireOneMadeAnew();
        try (Stream<Path> files = Files.list(archive.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("java.jsa", "java.jsa.tried", "launcher.stamp", "lib");
        }
    }

    @Test
    void makesOneThatWasCutOffAnew() throws Exception {
        requireOneMadeAnew();
        for (String left : List.of("", "cl", CLASSES + "and more")) {
            Files.writeString(archive, left);
            requireOneMadeAnew();
        }
        Files.delete(archive);
        requireOneMadeAnew();
    }

    @Test
    void makesOneAnewForAnotherJavaInTheSamePlace() throws Exception {
        requireOneMadeAnew();
        write("java/release", "JAVA_VERSION=\"17.0.10\"\n");
        requireOneMadeAnew();
    }

    @Test
    void makesOneAnewForOtherJarsHoweverOldTheyAre() throws Exception {
        requireOneMadeAnew();
        write("driver/target/lib/culprit.jar", "other");
        requireOneMadeAnew();
        write("driver/target/lib/more.jar", "jar");
        requireOneMadeAnew();
    }

    @Test
    void makesOneAnewThatNothingIsKnownOf() throws Exception {
        requireOneMadeAnew();
        Files.writeString(archive.resolveSibling("java.jsa.tried"), archive + " 8");
        requireOneMadeAnew();
        Files.delete(archive.resolveSibling("java.jsa.tried"));
        requireOneMadeAnew();
    }

    @Test
    void goesWithoutOneThatJavaRefusesAndDoesNotTryAgain() throws Exception {
        write("java/refuses", "");
        assertThat(start()).hasSize(3).last().asString().doesNotContain("SharedArchiveFile");
        assertThat(start()).singleElement().asString().doesNotContain("SharedArchiveFile");
    }
}
