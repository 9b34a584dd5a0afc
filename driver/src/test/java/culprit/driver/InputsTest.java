package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.procedure.Plan;
import culprit.git.Commit;
import culprit.git.Level;
import culprit.git.Limits;
import culprit.vm.QemuRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
    @TempDir
    private Path directory;

    private Inputs with(Level level, Limits limits) throws Exception {
        return with(level, limits, false);
    }

    private Inputs with(Level level, Limits limits, boolean earlyStop) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        Settings.Guests guests = new Settings.Guests(
                10, 1, 512, 1, "qemu", new QemuRunner.Limits(Duration.ZERO, Duration.ZERO, Duration.ZERO));
        Settings settings = new Settings(
                new Settings.Source(directory, "bad", List.of(), List.of(), file, new Settings.Choice(level, limits)),
                new Settings.Kernels(file, "gcc", 1, Duration.ZERO),
                earlyStop ? guests.stoppingEarly() : guests,
                directory,
                false);
        return Inputs.of(settings, Plan.cause(Instant.EPOCH, new Commit("1", "title", List.of()), List.of()));
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
        Inputs whole = with(Level.STAT_EXACT, Limits.NONE, false);
        Inputs early = with(Level.STAT_EXACT, Limits.NONE, true);
        assertThat(early.lines()).contains("early-stop").containsAll(whole.lines());
        assertThat(whole.lines()).doesNotContain("early-stop");
    }
}
