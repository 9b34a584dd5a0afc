package culprit.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.Terminal;
import culprit.git.HistoryWriter;
import culprit.git.NativeGit;
import culprit.report.terminal.Progress.Mode;
import culprit.vm.Programs;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of mistakes: message and exit code. */
class CulpritTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path repository = Path.of("/unset");

    @BeforeEach
    void inputs() throws Exception {
        repository = directory.resolve("linux");
        HistoryWriter.Signature ada =
                new HistoryWriter.Signature("Ada", "ada@example.org", OffsetDateTime.parse("2022-10-01T12:00:00Z"));
        try (HistoryWriter writer = HistoryWriter.create(repository)) {
            writer.addFile("Makefile", HistoryWriter.Kind.REGULAR, new byte[0]);
            String first = writer.commit(new HistoryWriter.About("first\n", ada, ada));
            writer.tag("first", first);
            writer.finish(writer.commit(new HistoryWriter.About("second\n", ada, ada), List.of(first), Map.of()));
        }
        Files.writeString(directory.resolve("repro.c"), "int main(void) { return 0; }\n");
        Files.writeString(directory.resolve("kconfig"), "CONFIG_64BIT=y\n");
    }

    private int culprit(String... arguments) {
        Terminal terminal = new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), Mode.PLAIN, 0);
        String command = arguments.length == 0 ? "" : arguments[0];
        return Culprit.commandLine(terminal, InputStream.nullInputStream(), command)
                .execute(arguments);
    }

    private int bisect(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "bisect",
                "--repo",
                repository.toString(),
                "--repro",
                directory.resolve("repro.c").toString(),
                "--kconfig",
                directory.resolve("kconfig").toString(),
                "--workdir",
                directory.resolve("work").toString()));
        arguments.addAll(List.of(more));
        return culprit(arguments.toArray(String[]::new));
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void assertUsage(int exitCode, String... parts) {
        assertThat(errors()).contains(parts);
        assertThat(exitCode).isEqualTo(2);
        assertThat(out.size()).isZero();
    }

    @Test
    void aDirectoryWithoutRepositoryIsNamed() {
        repository = directory;
        assertUsage(bisect(), directory.toString());
    }

    @Test
    void aShallowRepositoryIsRefusedWithTheWayOut() throws Exception {
        NativeGit.assumePresent();
        new NativeGit(directory).run("clone", "-q", "--depth", "1", "file://" + repository, "shallow");
        repository = directory.resolve("shallow");
        assertUsage(bisect(), "shallow", "--unshallow");
    }

    @Test
    void anUnknownRevisionIsNamed() {
        assertUsage(bisect("--bad", "v9.9"), "unknown revision \"v9.9\"");
        assertUsage(bisect("--good", "no-such"), "unknown revision \"no-such\"");
    }

    @Test
    void aGoodCommitThatIsNoAncestorIsRefusedInGitsWords() {
        assertUsage(bisect("--bad", "first", "--good", "master"), "Maybe you mistook good and bad revs?");
    }

    @Test
    void withoutGoodCommitAndTagsTheUserIsToldWhatToGive() {
        assertUsage(bisect(), "no release tag", "--good");
    }

    @Test
    void aMissingReproducerIsNamed() throws Exception {
        Files.delete(directory.resolve("repro.c"));
        assertUsage(bisect("--good", "first"), "no reproducer at ", "repro.c");
    }

    @Test
    void anEmptyReproducerIsRefused() throws Exception {
        Files.writeString(directory.resolve("repro.c"), "\n");
        assertUsage(bisect("--good", "first"), "repro.c is empty");
    }

    @Test
    void aReproducerThatDoesNotCompileIsShownWithTheFirstError() throws Exception {
        Programs.require("gcc");
        Files.writeString(directory.resolve("repro.c"), "int main(void) { return nothing; }\n");
        assertUsage(bisect("--good", "first"), "does not compile", "repro.c:1:25: error: ");
    }

    @Test
    void aMissingKconfigIsNamed() throws Exception {
        Files.delete(directory.resolve("kconfig"));
        assertUsage(bisect("--good", "first"), "no kernel configuration that can be read at ", "kconfig");
    }

    @Test
    void aMissingOptionIsNamed() {
        assertUsage(culprit("bisect", "--repo", repository.toString()), "--repro is missing");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThat(culprit("bisect", "--memroy", "2G")).isEqualTo(2);
        assertThat(errors()).contains("--memroy", "--memory");
    }

    @Test
    void aValueThatIsNoneIsRefused() {
        assertThat(bisect("--memory", "much")).isEqualTo(2);
        assertThat(errors()).contains("expected a size such as 512M or 2G, got \"much\"");
    }

    @Test
    void aValueBeyondAllMeasureIsRefusedLikeOneThatIsNone() {
        assertThat(bisect("--memory", "9999999G")).isEqualTo(2);
        assertThat(errors()).contains("expected a size such as 512M or 2G, got \"9999999G\"");
        assertThat(bisect("--run-limit", "999999999h")).isEqualTo(2);
        assertThat(errors()).contains("expected a time such as 90s, 5m or 8h, got \"999999999h\"");
    }

    @Test
    void aPolicyThatIsNoneIsRefusedWithThoseThatAre() {
        assertUsage(bisect("--policy", "syzbot-2021"), "--policy", "culprit, syzbot-2020, syzbot, git");
    }

    @Test
    void eachPolicyIsKnownByItsName() {
        for (String policy : List.of("culprit", "syzbot-2020", "syzbot", "git")) {
            // Everything before it was understood.
            assertUsage(bisect("--policy", policy, "--bad", "v9.9"), "unknown revision \"v9.9\"");
            err.reset();
        }
    }

    @Test
    void thePolicyThatDecidesAboutRunsTakesNoNumberOfThem() {
        assertUsage(bisect("--runs", "3"), "--runs: ", "--confidence", "--policy syzbot-2020");
        assertUsage(bisect("--runs", "3", "--policy", "git", "--bad", "v9.9"), "unknown revision \"v9.9\"");
    }

    @Test
    void nobodyIsEverQuiteSure() {
        for (String confidence : List.of("1", "0.3", "95%", "1.5")) {
            assertUsage(bisect("--confidence", confidence), "--confidence", "from 0.5 up to but not including 1");
            err.reset();
        }
        assertUsage(bisect("--confidence", ".999", "--bad", "v9.9"), "unknown revision \"v9.9\"");
    }

    @Test
    void aSettingsFileFillsWhatTheCommandLineLeavesOpen() throws Exception {
        Path settings = Files.writeString(directory.resolve("bisect.toml"), """
                repo = "linux"
                repro = "repro.c"
                kconfig = "kconfig"
                workdir = "work"
                bad = "from-the-file"
                """);
        assertUsage(culprit("bisect", settings.toString()), "unknown revision \"from-the-file\"");
        assertUsage(
                culprit("bisect", "--bad", "from-the-command-line", settings.toString()),
                "unknown revision \"from-the-command-line\"");
    }

    @Test
    void wordsAreReadAlikeWithASettingsFileAndWithout() throws Exception {
        Path settings = Files.writeString(directory.resolve("bisect.toml"), "bad = \"v9.9\"\n");
        assertUsage(bisect("--progress", "None", settings.toString()), "unknown revision \"v9.9\"");
    }

    @Test
    void aMistakeInTheSettingsFileIsShownWithItsPlace() throws Exception {
        Path settings = Files.writeString(directory.resolve("bisect.toml"), "repo = \"linux\"\nkconfg = \"kconfig\"\n");
        assertUsage(culprit("bisect", settings.toString()), "bisect.toml:2:1: unknown key \"kconfg\"", "\"kconfig\"");
    }

    @Test
    void filesThatAnInterruptClosedAreNoMistakeOfTheUser() {
        Thread.currentThread().interrupt();
        try {
            assertThat(bisect("--good", "first")).isEqualTo(130);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(errors()).startsWith("culprit: interrupted").hasLineCount(1);
    }

    @Test
    void withoutACommandTheCommandsAreShown() {
        assertUsage(culprit(), "bisect", "demo");
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(culprit("--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("culprit ");
    }

    @Test
    void onlyTheCommandThatIsNamedIsMadeAndAllOfThemOtherwise() {
        Terminal terminal = new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), Mode.PLAIN, 0);
        assertThat(Culprit.commandLine(terminal, InputStream.nullInputStream(), "next")
                        .getSubcommands())
                .containsOnlyKeys("next");
        assertThat(Culprit.commandLine(terminal, InputStream.nullInputStream(), "--help")
                        .getSubcommands())
                .containsOnlyKeys(
                        "bisect", "status", "retest", "doctor", "demo", "replay", "audit", "simulate", "next", "crash");
    }

    @Test
    void aDiskImageAndTheKeyToItAreGivenTogether() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertUsage(bisect("--image", file.toString()), "--image needs --ssh-key");
        assertUsage(bisect("--ssh-key", file.toString()), "--ssh-key needs --image");
        assertUsage(bisect("--initrd", file.toString()), "--initrd needs --image");
    }

    @Test
    void aDiskImageThatCannotBeUsedIsRefusedBeforeAnythingIsWritten() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Path missing = directory.resolve("missing");
        String image = file.toString();
        assertUsage(bisect("--image", missing.toString(), "--ssh-key", image), "no disk image at " + missing);
        assertUsage(bisect("--image", directory.toString(), "--ssh-key", image), directory + " is a directory");
        assertUsage(bisect("--image", image, "--ssh-key", missing.toString()), "no private key at " + missing);
        assertUsage(bisect("--image", image, "--ssh-key", image), "chmod 600 " + image);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertUsage(bisect("--image", image, "--ssh-key", image, "--initrd", missing.toString()), "no initrd at ");
        assertUsage(bisect("--image", image, "--ssh-key", image, "--ssh-port", "70000"), "no port 70000");
        for (String option : List.of("--no-snapshot", "--machine=q35", "--sandbox=namespace")) {
            assertUsage(bisect("--image", image, "--ssh-key", image, option), "without --image");
        }
        assertThat(directory.resolve("work")).doesNotExist();
    }
}
