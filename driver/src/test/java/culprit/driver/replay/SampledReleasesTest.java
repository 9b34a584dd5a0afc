package culprit.driver.replay;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.git.ReleaseTag;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampledReleasesTest {
    private static Optional<List<String>> all(String picked, int number) {
        return SampledReleases.all(List.of(picked.split(" ")), number, name -> "commit of " + name)
                .map(releases -> releases.stream().map(ReleaseTag::name).toList());
    }

    @Test
    void theReleasesLeftOutByTheSampleAreKnownFromTheirNumbers() {
        assertThat(all("v6.5 v6.4 v6.3 v6.1 v5.19 v5.17 v5.15 v5.13 v5.10 v5.7 v5.4", 22)
                        .orElseThrow())
                .hasSize(22)
                .startsWith("v6.5", "v6.4", "v6.3", "v6.2", "v6.1", "v6.0", "v5.19", "v5.18")
                .endsWith("v5.5", "v5.4");
    }

    @Test
    void aNumberThatDoesNotFitLeavesThemUnknown() {
        assertThat(all("v6.5 v6.4 v6.1", 4)).isEmpty();
        assertThat(all("v5.15.10 v5.15.9 v5.15 v5.14", 12)).isEmpty();
        assertThat(all("v5.4 v6.1", 3)).isEmpty();
    }
}
