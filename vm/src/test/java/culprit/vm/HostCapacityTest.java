package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCapacityTest {
    @TempDir
    private Path directory;

    @Test
    void asManyGuestsRunAsProcessorsAndMemoryAllow() {
        assertThat(new HostCapacity(8, OptionalLong.of(16_384)).guests(1, 512)).isEqualTo(8);
        assertThat(new HostCapacity(8, OptionalLong.of(16_384)).guests(2, 512)).isEqualTo(4);
        assertThat(new HostCapacity(8, OptionalLong.of(1600)).guests(1, 512)).isEqualTo(3);
        assertThat(new HostCapacity(8, OptionalLong.empty()).guests(1, 512)).isEqualTo(8);
    }

    @Test
    void oneGuestRunsAnyway() {
        assertThat(new HostCapacity(1, OptionalLong.of(100)).guests(4, 512)).isEqualTo(1);
    }

    @Test
    void theMemoryIsThatWhichTheKernelCallsAvailable() throws Exception {
        Path meminfo = Files.writeString(directory.resolve("meminfo"), """
                MemTotal:        4025028 kB
                MemFree:          304512 kB
                MemAvailable:    2097153 kB
                """);
        assertThat(HostCapacity.available(meminfo)).hasValue(2048);
        assertThat(HostCapacity.available(Files.writeString(meminfo, "MemTotal: 1 kB\n")))
                .isEmpty();
        assertThat(HostCapacity.available(directory.resolve("missing"))).isEmpty();
    }

    @Test
    void thisMachineHasBoth() {
        HostCapacity present = HostCapacity.present();
        assertThat(present.processors()).isPositive();
        assertThat(present.memory().orElse(1)).isPositive();
    }
}
