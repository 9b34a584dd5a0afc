package culprit.driver.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.git.ReleaseTag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasesTest {
    private static final String NO_COMMIT = "0".repeat(40);

    /** From v6.5 to v4.1, the newest first. */
    private static List<ReleaseTag> mainReleases() {
        List<ReleaseTag> releases = new ArrayList<>();
        descend(releases, "v6.", 5, 0);
        descend(releases, "v5.", 19, 0);
        descend(releases, "v4.", 20, 1);
        return releases;
    }

    private static void descend(List<ReleaseTag> releases, String prefix, int first, int last) {
        for (int number = first; number >= last; number--) {
            releases.add(ReleaseTag.parse(prefix + number, NO_COMMIT).orElseThrow());
        }
    }

    private static List<ReleaseTag> downTo(String oldest) {
        List<ReleaseTag> releases = mainReleases();
        return releases.subList(0, names(releases).indexOf(oldest) + 1);
    }

    private static List<String> names(List<ReleaseTag> releases) {
        return releases.stream().map(ReleaseTag::name).toList();
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" ", -1));
    }

    private static List<String> picked(String day, List<ReleaseTag> releases) {
        return names(Releases.pick(releases, Rules.on(LocalDate.parse(day))));
    }

    @Test
    void theOlderTheReleasesTheFewerAreTested() {
        assertThat(downTo("v5.4")).hasSize(22);
        assertThat(names(Releases.sample(downTo("v5.4"))))
                .isEqualTo(words("v6.5 v6.4 v6.3 v6.1 v5.19 v5.17 v5.15 v5.13 v5.10 v5.7 v5.4"));
        assertThat(downTo("v4.18")).hasSize(29);
        assertThat(names(Releases.sample(downTo("v4.18"))))
                .isEqualTo(words("v6.5 v6.4 v6.3 v6.1 v5.19 v5.17 v5.15 v5.13 v5.10 v5.7 v5.4 v5.1 v4.19 v4.18"));
    }

    @Test
    void ofTheStableReleasesOnTopThreeAreTested() {
        List<ReleaseTag> releases = new ArrayList<>();
        descend(releases, "v5.15.", 10, 1);
        descend(releases, "v5.", 15, 4);
        assertThat(names(Releases.sample(releases)))
                .isEqualTo(words("v5.15.10 v5.15.9 v5.15.5 v5.15 v5.14 v5.13 v5.11 v5.9 v5.7 v5.5 v5.4"));
    }

    @Test
    void ofFiveStableReleasesOnTopTheTwoNewestAreTestedAndOfOneThatOne() {
        List<ReleaseTag> five = new ArrayList<>();
        descend(five, "v5.15.", 5, 1);
        descend(five, "v5.", 15, 14);
        assertThat(names(Releases.sample(five))).isEqualTo(words("v5.15.5 v5.15.4 v5.15 v5.14"));
        assertThat(names(Releases.sample(five.subList(4, 7)))).isEqualTo(words("v5.15.1 v5.15 v5.14"));
        assertThat(Releases.sample(List.of())).isEmpty();
    }

    @Test
    void stableReleasesFurtherDownAreNotTested() {
        List<ReleaseTag> releases = new ArrayList<>();
        descend(releases, "v5.", 15, 15);
        descend(releases, "v5.14.", 3, 1);
        descend(releases, "v5.", 14, 14);
        assertThat(names(Releases.sample(releases))).isEqualTo(words("v5.15 v5.14"));
    }

    @Test
    void releasesThatTheCompilersOfADayCannotBuildAreLeftOut() {
        assertThat(picked("2019-08-01", mainReleases())).endsWith("v4.2", "v4.1");
        assertThat(picked("2019-12-10", mainReleases())).endsWith("v4.7", "v4.6");
        assertThat(picked("2023-04-20", mainReleases())).endsWith("v4.20", "v4.19");
        assertThat(picked("2026-08-17", mainReleases())).endsWith("v5.1", "v4.19");
    }

    @Test
    void withoutTheReleaseOfTheLimitNoneIsLeftOut() {
        List<ReleaseTag> releases = mainReleases();
        releases.removeIf(release -> release.name().equals("v4.5"));
        assertThat(picked("2020-03-01", releases)).isEqualTo(names(releases));
    }

    @Test
    void untilAugust2023AllReleasesWereTested() {
        assertThat(picked("2023-08-24", downTo("v5.4"))).hasSize(22);
        assertThat(picked("2023-08-25", downTo("v5.4"))).hasSize(11);
    }
}
