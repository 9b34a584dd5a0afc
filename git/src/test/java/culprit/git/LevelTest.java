package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTest {
    @ParameterizedTest
    @CsvSource({"1,9,RAW", "2,21,RAW", "2,22,STAT", "2,44,STAT", "2,45,SHOW", "2,100,SHOW", "3,0,SHOW"})
    void everyVersionOfGitShowsTheCulpritInItsForm(int major, int minor, CulpritForm form) {
        assertThat(Level.ofGit(major, minor).culpritForm()).isEqualTo(form);
    }

    @Test
    void versionsChangedOneRuleAtATime() {
        assertThat(Level.ofGit(2, 29).isHalf(2001, 4000)).isFalse();
        assertThat(Level.ofGit(2, 30).isHalf(2001, 4000)).isTrue();
        assertThat(Level.ofGit(2, 33).stripsPatchPrefix()).isTrue();
        assertThat(Level.ofGit(2, 34).stripsPatchPrefix()).isFalse();
        assertThat(Level.ofGit(2, 54).quotesTerms()).isFalse();
        assertThat(Level.ofGit(2, 55).quotesTerms()).isTrue();
    }
}
