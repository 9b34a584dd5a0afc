package culprit.driver.replay;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.procedure.Rules;
import culprit.git.ReleaseTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampledReleasesTest {
    private static Optional<List<ReleaseTag>> all(String names, int number) {
        List<ReleaseTag> sample = new ArrayList<>();
        for (String name : names.split(" ", -1)) {
            sample.add(ReleaseTag.parse(name, "commit of " + name).orElseThrow());
        }
        return new SampledReleases(sample, number, "unknown").all(Rules.today());
    }

    private static List<String> pickedAgain(String names, int number) {
        return Rules.today().releasesToTest(all(names, number).orElseThrow()).stream()
                .map(ReleaseTag::name)
                .toList();
    }

    @Test
    void theRulesPickTheSameSampleAgain() {
        String main = "v6.5 v6.4 v6.3 v6.1 v5.19 v5.17 v5.15 v5.13 v5.10 v5.7 v5.4";
        assertThat(String.join(" ", pickedAgain(main, 22))).isEqualTo(main);
        String stable = "v5.15.10 v5.15.9 v5.15.5 v5.15 v5.14 v5.13 v5.11 v5.9 v5.7 v5.5 v5.4";
        assertThat(String.join(" ", pickedAgain(stable, 22))).isEqualTo(stable);
    }

    @Test
    void ofTheOthersNothingIsKnown() {
        assertThat(all("v6.5 v6.4 v6.3 v6.1", 5).orElseThrow())
                .extracting(ReleaseTag::commit)
                .containsExactly("commit of v6.5", "commit of v6.4", "commit of v6.3", "unknown", "commit of v6.1");
    }

    @Test
    void aSampleThatTheRulesDoNotPickIsNone() {
        assertThat(all("v6.5 v6.4 v6.1", 6)).isEmpty();
    }
}
