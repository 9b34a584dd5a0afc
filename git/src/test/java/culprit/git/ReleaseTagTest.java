package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTagTest {
    @Test
    void ordersReleasesByNumbersAndCandidatesBeforeTheirRelease() {
        List<ReleaseTag> ordered = new ArrayList<>();
        for (String name :
                List.of("v2.6.39", "v3.9", "v3.10", "v5.9.12", "v5.10-rc9", "v5.10-rc10", "v5.10", "v5.10.1")) {
            ordered.add(tag(name));
        }
        List<ReleaseTag> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(1));
        Collections.sort(shuffled);
        assertThat(shuffled).isEqualTo(ordered);
    }

    @Test
    void tellsCandidatesFromReleases() {
        assertThat(tag("v5.10-rc3").isCandidate()).isTrue();
        assertThat(tag("v5.10.12").isCandidate()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5.10", "v5", "v5.10-rc", "v5.10.1-rc2", "v5.10-dontuse", "v5.10\n", "v123456789.1", "next-1.2"})
    void readsNoReleaseFromOtherNames(String name) {
        assertThat(ReleaseTag.parse(name, "c")).isEmpty();
    }

    private static ReleaseTag tag(String name) {
        return ReleaseTag.parse(name, "c").orElseThrow();
    }
}
