package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTest {
    @ParameterizedTest
    @CsvSource({"1,9,LEGACY_RAW", "2,21,LEGACY_RAW", "2,22,STAT_EXACT", "2,29,STAT_EXACT", "2,30,STAT_APPROX"})
    @CsvSource({"2,44,STAT_APPROX", "2,45,SHOW", "2,54,SHOW", "2,55,QUOTED", "2,100,QUOTED", "3,0,QUOTED"})
    void everyVersionOfGitHasALevel(int major, int minor, Level level) {
        assertThat(Level.ofGit(major, minor)).isEqualTo(level);
    }
}
