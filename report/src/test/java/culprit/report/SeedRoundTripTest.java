package culprit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedRoundTripTest {

    @ParameterizedTest
    @ValueSource(strings = {"000_c49a87def025d832.txt", "001_dca8f268a604ca0e.txt", "003_557a20f5c618c64e.txt"})
    void writesARecordedLogAgainFromItsEvents(String name) throws IOException {
        Path seed = Path.of("../../shared/recorded-logs/seeds").resolve(name);
        Assumptions.assumeTrue(Files.exists(seed), "no recorded log " + seed + " here");
        byte[] recorded = Files.readAllBytes(seed);

        List<Event> events = SeedEvents.of(recorded);

        assertThat(RawText.of(EventTexts.log(events))).isEqualTo(RawText.of(recorded));
    }
}
