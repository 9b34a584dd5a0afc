package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AcceleratorProbeIT {
    @TempDir
    private Path directory;

    @Test
    void theProbeGuestComesThroughInARealQemu() throws Exception {
        Programs.require("qemu-system-x86_64");
        Path firmware = Files.write(directory.resolve("firmware"), ProbeGuest.firmware(ProbeGuest.USUAL_ROUNDS));
        List<String> arguments = ProbeGuest.arguments("qemu-system-x86_64", Accelerator.TCG, firmware);
        try (Commands commands = new Commands()) {
            Commands.Finished finished = commands.run(
                    new Command(arguments, directory, Map.of(), directory.resolve("out")), Duration.ofSeconds(30));
            assertThat(finished.exitCode()).isEqualTo(33);
        }
    }

    @Test
    @Timeout(60)
    void thisMachineGetsAnAnswer() throws Exception {
        Programs.require("qemu-system-x86_64");
        try (Commands commands = new Commands()) {
            AcceleratorProbe.Choice choice = new AcceleratorProbe(
                            commands, directory.resolve("memory"), AcceleratorProbe.Host.local("qemu-system-x86_64"))
                    .choose();
            assertThat(choice.reason()).isNotEmpty();
        }
    }

    @Test
    void softwareEmulationIsSlowerThanAProcessorAndAsSlowTheNextTime() throws Exception {
        Programs.require("qemu-system-x86_64");
        AcceleratorProbe.Host host = AcceleratorProbe.Host.local("qemu-system-x86_64");
        try (Commands commands = new Commands()) {
            double first = slowdown(commands, "first", host);
            double second = slowdown(commands, "second", host);
            System.out.printf(Locale.ROOT, "TCG takes %.1f and %.1f times as long as usual%n", first, second);
            assertThat(first).isGreaterThan(2);
            assertThat(second).isBetween(first / 2, first * 2);
        }
    }

    private double slowdown(Commands commands, String memory, AcceleratorProbe.Host host) throws Exception {
        return new SpeedProbe(commands, directory.resolve(memory), host)
                .measure(Accelerator.TCG)
                .slowdown();
    }
}
