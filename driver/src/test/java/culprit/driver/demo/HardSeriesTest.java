package culprit.driver.demo;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.demo.Series.Change;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the history of the hard demo promises, as far as it can be seen without a kernel source. */
class HardSeriesTest {
    private static final String OTHER_BUG = "timerfd: show in fdinfo how much of the period is left";

    private final List<Change> commits = Series.of(Situation.HARD).commit();
    private final List<String> subjects = commits.stream().map(Change::subject).toList();

    @Test
    void hasTheCommitsOfThePlainDemoAndSomeMore() {
        List<Change> more = new ArrayList<>(commits);
        more.removeAll(Series.of(Situation.PLAIN).commit());
        assertThat(more)
                .hasSize(commits.size() - Series.of(Situation.PLAIN).commit().size());
        assertThat(more.stream().map(Change::tag).flatMap(Optional::stream))
                .containsExactly("v6.1.1", "v6.1.2", "v6.1.3", "v6.1.4", "v6.1.5");
        assertThat(commits)
                .extracting(change -> change.date().toInstant())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void theOtherBugLiesInAllReleasesButTheOldest() {
        assertThat(subjects.indexOf(OTHER_BUG)).isBetween(subjects.indexOf("Linux 6.0"), subjects.indexOf("Linux 6.1"));
        assertThat(mended()).isGreaterThan(subjects.indexOf("Linux 6.2"));
    }

    @Test
    void noCommitHasBothBugs() {
        int culprit = subjects.indexOf("pipe: count only confirmed buffers in FIONREAD");
        String branch = commits.get(culprit).branch().orElseThrow();
        int fork = commits.stream().map(Change::branch).toList().indexOf(Optional.of(branch));
        assertThat(mended()).isLessThan(fork);
        assertThat(commits.get(mended()).branch()).as("on the main line").isEmpty();
    }

    private int mended() {
        return commits.stream().map(Change::fixes).toList().indexOf(Optional.of(OTHER_BUG));
    }

    @Test
    void bringsAReproducerOfBothBugs() {
        assertThat(new String(DemoInputs.reproducer(Situation.HARD), StandardCharsets.UTF_8))
                .contains("FIONREAD", "/proc/self/fdinfo/", "getrandom");
    }
}
