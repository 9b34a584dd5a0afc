package culprit.driver.demo;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.demo.Series.Change;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the demo's history promises, as far as it can be seen without a kernel source. */
class StandardSeriesTest {
    private final List<Change> commits = Series.of(Situation.PLAIN).commit();

    @Test
    void beginsWithTheUnchangedSource() {
        assertThat(commits.get(0).edits()).isEmpty();
        assertThat(commits.get(0).tag()).hasValue("v6.0");
    }

    @Test
    void isLongEnoughToBisect() {
        List<String> tags =
                commits.stream().map(Change::tag).flatMap(Optional::stream).toList();
        int lastRelease = commits.stream().map(Change::tag).toList().lastIndexOf(Optional.of("v6.2"));

        assertThat(tags).containsExactly("v6.0", "v6.1", "v6.2");
        assertThat(commits).hasSizeGreaterThanOrEqualTo(65);
        assertThat(commits.size() - lastRelease).isGreaterThanOrEqualTo(40);
    }

    @Test
    void mergesEveryBranchThatItOpens() {
        List<String> opened = commits.stream()
                .map(Change::branch)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        List<String> merged =
                commits.stream().map(Change::merge).flatMap(Optional::stream).toList();

        assertThat(merged).containsExactlyInAnyOrderElementsOf(opened).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void goesForwardInTime() {
        assertThat(commits)
                .extracting(change -> change.date().toInstant())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void isWrittenAsCommitMessagesAre() {
        assertThat(commits).extracting(Change::subject).doesNotHaveDuplicates().allMatch(line -> line.length() <= 72);
        assertThat(commits)
                .flatMap(change -> change.body().orElse("").lines().toList())
                .allMatch(line -> line.length() <= 75);
    }

    @Test
    void bringsItsConfigurationAndReproducer() {
        assertThat(new String(DemoInputs.kconfig(), StandardCharsets.UTF_8)).contains("CONFIG_64BIT=y\n");
        assertThat(new String(DemoInputs.reproducer(Situation.PLAIN), StandardCharsets.UTF_8))
                .contains("FIONREAD");
    }
}
