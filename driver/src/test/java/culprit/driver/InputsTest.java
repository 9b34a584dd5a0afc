package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.procedure.Plan;
import culprit.git.Commit;
import culprit.git.Level;
import culprit.git.Limits;
import culprit.report.crash.LineExpression;
import culprit.vm.QemuRunner;
import culprit.vm.ssh.Disk;
import culprit.vm.ssh.DiskImage;
import culprit.vm.ssh.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
    @TempDir
    private Path directory;

    private static final QemuRunner.Limits NO_TIME = new QemuRunner.Limits(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private static final Settings.Guests GUESTS = new Settings.Guests(10, 1, 512, 1, "qemu", NO_TIME);

    private Inputs with(Level level, Limits limits) throws Exception {
        return with(level, limits, GUESTS);
    }

    private Inputs with(String append, Optional<Disk> disk) throws Exception {
        return with(
                Level.STAT_EXACT,
                Limits.NONE,
                new Settings.Guests(
                        10,
                        1,
                        512,
                        1,
                        "qemu",
                        NO_TIME,
                        append,
                        1,
                        Settings.Way.USUAL,
                        false,
                        disk,
                        Settings.Stretch.NONE));
    }

    private Inputs with(Level level, Limits limits, Settings.Guests guests) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        Settings settings = new Settings(
                new Settings.Source(directory, "bad", List.of(), List.of(), file, new Settings.Choice(level, limits)),
                new Settings.Kernels(file, "gcc", 1, Duration.ZERO),
                guests,
                directory,
                false);
        return Inputs.of(settings, Plan.cause(Instant.EPOCH, new Commit("1", "title", List.of()), List.of()));
    }

    private Inputs with(Settings.Method method) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        Settings settings = new Settings(
                new Settings.Source(directory, "bad", List.of(), file),
                new Settings.Kernels(file, "gcc", 1, Duration.ZERO),
                GUESTS,
                directory,
                false,
                method);
        return Inputs.of(settings, Plan.cause(Instant.EPOCH, new Commit("1", "title", List.of()), List.of()));
    }

    @Test
    void aBisectionIsAnotherOneIfItIsDecidedInAnotherWay() throws Exception {
        Set<Inputs> inputs = new HashSet<>();
        for (Policy policy : Policy.values()) {
            assertThat(inputs.add(with(Settings.Method.by(policy)))).isTrue();
        }
        Optional<LineExpression> title = Optional.of(LineExpression.of("pipe_read"));
        for (Settings.Method method : List.of(
                new Settings.Method(Policy.CULPRIT, 0.99, Optional.empty(), true),
                new Settings.Method(Policy.CULPRIT, 0.95, title, true),
                new Settings.Method(Policy.CULPRIT, 0.95, Optional.empty(), false))) {
            assertThat(inputs.add(with(method))).isTrue();
        }
    }

    @Test
    void aBisectionIsAnotherOneIfItsCommitsAreChosenInAnotherWay() throws Exception {
        Inputs usual = with(Level.STAT_EXACT, Limits.NONE);
        assertThat(with(Level.STAT_EXACT, Limits.NONE)).isEqualTo(usual);
        assertThat(with(Level.ofGit(2, 47), Limits.NONE)).isNotEqualTo(usual);
        assertThat(with(Level.STAT_EXACT, new Limits(true, List.of()))).isNotEqualTo(usual);
        assertThat(with(Level.STAT_EXACT, new Limits(false, List.of("net")))).isNotEqualTo(usual);
    }

    @Test
    void aBisectionIsAnotherOneIfItsTestsEndEarly() throws Exception {
        Inputs whole = with(Level.STAT_EXACT, Limits.NONE, GUESTS);
        Inputs early = with(Level.STAT_EXACT, Limits.NONE, GUESTS.stoppingEarly());
        assertThat(early.lines()).contains("early-stop").containsAll(whole.lines());
        assertThat(whole.lines()).doesNotContain("early-stop");
    }

    @Test
    void aBisectionIsAnotherOneIfItsGuestsAreStartedInAnotherWay() throws Exception {
        Path image = Files.writeString(directory.resolve("image"), "a disk");
        Path initrd = Files.writeString(directory.resolve("initrd"), "");
        Login login = new Login(image, "root", 22);
        Disk disk = new Disk(new DiskImage(image, "raw"), Optional.of(initrd), login, "e1000");
        Inputs withDisk = with("", Optional.of(disk));
        assertThat(with("", Optional.of(disk))).isEqualTo(withDisk);
        assertThat(with("", Optional.empty())).isNotEqualTo(withDisk);
        assertThat(with("root=/dev/sda1", Optional.of(disk))).isNotEqualTo(withDisk);
        Login other = new Login(image, "nobody", 22);
        assertThat(with("", Optional.of(new Disk(disk.image(), disk.initrd(), other, "e1000"))))
                .isNotEqualTo(withDisk);
        Files.writeString(initrd, "changed");
        assertThat(with("", Optional.of(disk))).isNotEqualTo(withDisk);
        Files.writeString(initrd, "");
        Files.writeString(image, "another disk");
        assertThat(with("", Optional.of(disk))).isNotEqualTo(withDisk);
    }

    @Test
    void aBisectionWithoutADiskIsDescribedAsBeforeThereWereAny() throws Exception {
        assertThat(with("", Optional.empty()).lines()).noneMatch(line -> line.matches("(append|image|ssh|initrd).*"));
    }
}
