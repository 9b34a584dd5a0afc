package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.git.NativeGit;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitVersionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.39",
                "2.39.5",
                "git version 2.39.5\n",
                "git version 2.39.5 (Apple Git-154)",
                "git version 2.39.0.windows.1",
                "git version 2.39-rc1"
            })
    void versionsAreReadAsGitPrintsThem(String text) {
        assertThat(GitVersion.parse(text)).contains(new GitVersion(2, 39));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "git", "v2.39", "git version", "2.x", "2.39x", "99999999999.1"})
    void otherTextIsNoVersion(String text) {
        assertThat(GitVersion.parse(text)).isEmpty();
    }

    @Test
    void theInstalledGitTellsItsVersion() throws Exception {
        NativeGit.assumePresent();
        String told = new NativeGit(Path.of(".")).run("--version");
        assertThat(GitVersion.installed()).isEqualTo(GitVersion.parse(told)).isNotEqualTo(Optional.empty());
    }
}
