package culprit.driver.procedure;

import static culprit.driver.procedure.Scenario.cause;
import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.procedure.Scenario.Answer;
import culprit.report.Conclusion.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ends of the way back through the releases, which were not the same on all days. */
class ReleaseWalkTest {
    @TempDir
    private Path directory;

    private TestRepository linux;

    @BeforeEach
    void tellHistory() throws Exception {
        linux = KernelHistory.at(directory.resolve("linux"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019-08-01", "2020-03-01", "2020-09-15", "2023-05-04", "2023-05-05", "2023-09-01"})
    void theFirstReleaseWithoutTheCrashEndsTheWayBack(String day) throws Exception {
        Answer answer = cause("905").introducedAt("902").on(day).bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.CULPRIT);
        assertThat(answer.asked()).startsWith("905", "900").doesNotContain("800");
        assertThat(answer.log()).containsOnlyOnce("testing release v9.0\n");
    }

    @ParameterizedTest
    @CsvSource({"2019-11-04, v7.0 v6.0", "2019-11-05, <700> <600>"})
    void theRangeIsCalledByItsTagsUntilNovember2019(String day, String range) throws Exception {
        Answer answer = cause("905").introducedAt("602").on(day).bisect(linux);
        assertThat(answer.log()).contains("# git bisect start " + range + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "2019-08-01, 500", // v4.0 and what is older were not tested in 2019.
        "2020-03-01, 400",
        "2020-09-15, 400",
        "2023-05-04, 400",
        "2023-05-05, 400",
        "2023-09-01, 400",
    })
    void aCrashInAllReleasesIsOlder(String day, String oldest) throws Exception {
        Answer answer = cause("802").on(day).bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.OLDEST_RELEASE_BAD);
        assertThat(answer.conclusion().title()).isEqualTo(oldest);
    }

    @ParameterizedTest
    @CsvSource({
        "2019-08-01, FAILED, no release could be tested",
        "2020-07-01, FAILED, no release could be tested",
        "2020-07-02, CANDIDATES, ''",
        "2023-05-04, CANDIDATES, ''",
        "2023-05-05, FAILED, 'oldest tested release had kernel build, boot or test errors'",
        "2026-08-17, FAILED, 'oldest tested release had kernel build, boot or test errors'",
    })
    void releasesOfWhichNoneCanBeTestedTellNothing(String day, Kind kind, String error) throws Exception {
        Answer answer = cause("802").unbootable(100, 800).on(day).bisect(linux);
        assertThat(answer.kind()).isEqualTo(kind);
        assertThat(answer.conclusion().error()).isEqualTo(error);
        if (kind == Kind.CANDIDATES) {
            assertThat(answer.candidates()).containsExactly("802", "802");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2019-08-01, OLDEST_RELEASE_BAD, 700",
        "2020-03-01, OLDEST_RELEASE_BAD, 700",
        "2020-09-15, OLDEST_RELEASE_BAD, 700",
        "2023-05-04, OLDEST_RELEASE_BAD, 700",
        "2023-05-05, FAILED, ''",
        "2026-08-17, FAILED, ''",
    })
    void anOldestReleaseThatCannotBeTestedOnceCountedAsBadLikeTheLastBadOne(String day, Kind kind, String title)
            throws Exception {
        Answer answer = cause("802").unbootable(100, 650).on(day).bisect(linux);
        assertThat(answer.kind()).isEqualTo(kind);
        assertThat(answer.conclusion().title()).isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-03-01", "2020-09-15", "2023-05-05", "2026-08-17"})
    void aNewerReleaseThatCannotBeTestedIsPassedOver(String day) throws Exception {
        Answer answer = cause("802").unbootable(500, 700).on(day).bisect(linux);
        assertThat(answer.kind()).isEqualTo(Kind.OLDEST_RELEASE_BAD);
        assertThat(answer.conclusion().title()).isEqualTo("400");
    }

    @Test
    void culpritLetsOnlyTheOldestReleaseTellWhatCameBefore() throws Exception {
        Rules rules = Rules.syzbot2020(10);
        assertThat(cause("802").by(rules).bisect(linux).kind()).isEqualTo(Kind.OLDEST_RELEASE_BAD);
        assertThat(cause("802").unbootable(100, 650).by(rules).bisect(linux).kind())
                .isEqualTo(Kind.FAILED);
        assertThat(cause("802").unbuildable(100, 800).by(rules).bisect(linux).kind())
                .isEqualTo(Kind.FAILED);
    }

    @Test
    void theSampleOfReleasesIsTold() throws Exception {
        Answer answer = cause("905").bisect(linux);
        assertThat(answer.log()).contains("picked [v9.0 v8.0 v7.0 v5.0 v4.0] out of 6 release tags\n");
        assertThat(answer.asked()).containsExactly("905", "900", "800", "700", "500", "400");
    }
}
