package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineChoiceTest {
    private static final Kernel KERNEL = new Kernel(Path.of("/bzImage"), Optional.of(Path.of("/vmlinux")), "");
    private static final Path INITRAMFS = Path.of("/initramfs");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<String> tried = new ArrayList<>();

    /**
     * What is tried takes so many milliseconds: {@code "PC /bzImage"}. What is not named does not come up; one that
     * is starved comes up later than its limit.
     */
    private MachineChoice.Stopwatch stopwatch(Map<String, Integer> times) {
        return (boot, limit) -> {
            tried.add(name(boot) + " within " + limit.toMillis());
            return Optional.ofNullable(times.get(name(boot))).map(Duration::ofMillis);
        };
    }

    private static String name(QemuCommand.Boot boot) {
        return boot.type() + " " + boot.kernel();
    }

    private static String best(MachineChoice choice, Kernel kernel) {
        return name(choice.best(kernel, INITRAMFS));
    }

    private Optional<String> choose(MachineChoice choice, Kernel kernel, Map<String, Integer> times) throws Exception {
        return choice.choose(kernel, INITRAMFS, stopwatch(times), LIMIT);
    }

    @Test
    void theFastestIsTakenAndEachHasOnlyTheTimeOfTheBestBeforeIt() throws Exception {
        MachineChoice choice = new MachineChoice(Optional.empty());
        Optional<String> words = choose(
                choice,
                KERNEL,
                Map.of("PC /bzImage", 1000, "MICROVM /vmlinux", 500, "PC /vmlinux", 700, "Q35 /vmlinux", 400));
        assertThat(best(choice, KERNEL)).isEqualTo("Q35 /vmlinux");
        assertThat(tried)
                .containsExactly(
                        "PC /bzImage within 60000",
                        "MICROVM /vmlinux within 950",
                        "PC /vmlinux within 500",
                        "Q35 /vmlinux within 500");
        assertThat(words)
                .contains("guests are of type q35; time to user space: pc with bzImage 1.00 s,"
                        + " microvm with vmlinux 0.50 s, q35 with vmlinux 0.40 s");
    }

    @Test
    void whatDoesNotComeUpIsNotTaken() throws Exception {
        MachineChoice choice = new MachineChoice(Optional.empty());
        choose(choice, KERNEL, Map.of("PC /bzImage", 1000, "PC /vmlinux", 600));
        assertThat(best(choice, KERNEL)).isEqualTo("PC /vmlinux");
        assertThat(choice.isMade()).isTrue();
    }

    @Test
    void thePcWithABzImageIsKeptWhereNothingIsMuchFaster() throws Exception {
        MachineChoice choice = new MachineChoice(Optional.empty());
        choose(choice, KERNEL, Map.of("PC /bzImage", 1000, "MICROVM /vmlinux", 960));
        assertThat(best(choice, KERNEL)).isEqualTo("PC /bzImage");
    }

    @Test
    void aKernelThatDoesNotBootOnAPcLeavesTheChoiceToTheNextOne() throws Exception {
        MachineChoice choice = new MachineChoice(Optional.empty());
        assertThat(choose(choice, KERNEL, Map.of("MICROVM /vmlinux", 10))).isEmpty();
        assertThat(choice.isMade()).isFalse();
        assertThat(tried).hasSize(1);
        assertThat(best(choice, KERNEL)).isEqualTo("PC /bzImage");
    }

    @Test
    void aWantedTypeIsTheOnlyOne() throws Exception {
        MachineChoice choice = new MachineChoice(Optional.of(MachineType.Q35));
        choose(
                choice,
                KERNEL,
                Map.of("Q35 /bzImage", 1000, "Q35 /vmlinux", 500, "PC /bzImage", 1, "MICROVM /vmlinux", 1));
        assertThat(tried).containsExactly("Q35 /bzImage within 60000", "Q35 /vmlinux within 950");
        assertThat(best(choice, KERNEL)).isEqualTo("Q35 /vmlinux");
        assertThat(name(choice.surest(KERNEL, INITRAMFS))).isEqualTo("Q35 /bzImage");
    }

    @Test
    void whereThereIsOnlyOneWayNothingIsTried() throws Exception {
        Kernel image = new Kernel(Path.of("/bzImage"), "");
        MachineChoice choice = new MachineChoice(Optional.of(MachineType.PC));
        assertThat(choose(choice, image, Map.of())).isEmpty();
        assertThat(choice.isMade()).isTrue();
        assertThat(tried).isEmpty();
    }

    @Test
    void aKernelWithoutVmlinuxIsStartedByItsImageOnTheChosenType() throws Exception {
        MachineChoice choice = new MachineChoice(Optional.empty());
        choose(choice, KERNEL, Map.of("PC /bzImage", 1000, "MICROVM /vmlinux", 500));
        assertThat(best(choice, new Kernel(Path.of("/other"), ""))).isEqualTo("MICROVM /other");
    }
}
