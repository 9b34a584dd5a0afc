package culprit.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.driver.procedure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class SettingsFileTest {
    @TempDir
    private Path directory;

    private final CommandSpec bisect = new CommandLine(new BisectCommand()).getCommandSpec();

    private Path file(String text) throws Exception {
        return Files.writeString(directory.resolve("bisect.toml"), text);
    }

    private String value(String text, String option) throws Exception {
        OptionSpec spec = bisect.findOption(option);
        return String.valueOf(SettingsFile.read(file(text), bisect).defaultValue(spec));
    }

    @Test
    void everyOptionCanBeSet() throws Exception {
        assertThat(value("bad = \"v6.3\"\n", "--bad")).isEqualTo("v6.3");
        assertThat(value("runs = 20\n", "--runs")).isEqualTo("20");
        assertThat(value("memory = \"2G\"\n", "--memory")).isEqualTo("2G");
        assertThat(value("good = [\"v6.1\", \"v6.0\"]\n", "--good")).isEqualTo("v6.1,v6.0");
        assertThat(value("skip = [\"v6.1\", \"v6.0\"]\n", "--skip")).isEqualTo("v6.1,v6.0");
        assertThat(value("ignore = [\"a{1,2}b\", \"c\"]\n", "--ignore")).isEqualTo("a{1,2}b\nc");
    }

    @Test
    void whatIsNotSetKeepsItsDefault() throws Exception {
        assertThat(value("bad = \"v6.3\"\n", "--cpus")).isEqualTo("1");
    }

    @Test
    void pathsAreRelativeToTheFile() throws Exception {
        assertThat(value("repro = \"crash.c\"\n", "--repro"))
                .isEqualTo(directory.resolve("crash.c").toString());
        assertThat(value("repro = \"/abs/crash.c\"\n", "--repro")).isEqualTo("/abs/crash.c");
    }

    @Test
    void anUnknownKeyIsShownWithItsPlaceAndTheNearestName() {
        assertThatThrownBy(() -> value("bad = \"x\"\n  memroy = \"2G\"\n", "--bad"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        directory.resolve("bisect.toml") + ":2:3: unknown key \"memroy\": did you mean \"memory\"?");
    }

    @Test
    void aKeyLikeNoOtherGetsTheListOfAll() {
        for (String key : new String[] {"colour_of_the_bikeshed", "fresh", "a"}) {
            assertThatThrownBy(() -> value(key + " = 1\n", "--bad"))
                    .hasMessageContaining("unknown key \"" + key + "\": known are repo, bad, good, ");
        }
    }

    @Test
    void aValueThatTheOptionDoesNotTakeIsShownWithItsPlace() {
        assertThatThrownBy(() -> value("runs = 5\nmemory = \"2 gigs\"\n", "--memory"))
                .isInstanceOf(UsageException.class)
                .hasMessage(directory.resolve("bisect.toml")
                        + ":2:1: memory: expected a size such as 512M or 2G, got \"2 gigs\"");
        assertThatThrownBy(() -> value("runs = 0\n", "--runs")).hasMessageContaining("a number from 1 to 999999");
        assertThatThrownBy(() -> value("bad = [\"a\"]\n", "--bad")).hasMessageContaining("expected a single value");
    }

    @Test
    void anExpressionThatIsNoneIsShownWithItsPlaceInTheFileAndInItself() {
        assertThatThrownBy(() -> value("ignore = [\"fine\",\n  \"gizmo: (died\"]\n", "--ignore"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        directory.resolve("bisect.toml")
                                + ":2:3: ignore: \"gizmo: (died\" is no expression that can be used: column 8: missing closing )");
    }

    @Test
    void aWordThatTheOptionDoesNotKnowIsShownWithItsPlace() throws Exception {
        assertThatThrownBy(() -> value("runs = 5\nprogress = \"foo\"\n", "--progress"))
                .isInstanceOf(UsageException.class)
                .hasMessageEndingWith(":2:1: progress: expected one of auto, plain, none, got \"foo\"");
        assertThatThrownBy(() -> value("quiet = 1\n", "--quiet"))
                .hasMessageEndingWith(":1:1: quiet: expected one of true, false, got \"1\"");
        assertThat(value("progress = \"PLAIN\"\n", "--progress")).isEqualTo("PLAIN");
    }

    @Test
    void anEmptyListSetsNothing() throws Exception {
        assertThat(value("good = []\n", "--good")).isEqualTo("null");
    }

    @Test
    void aSyntaxErrorIsShownWithItsPlace() {
        assertThatThrownBy(() -> value("bad = \"x\"\ngood = [\n", "--bad"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("bisect.toml:3:1: ");
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = directory.resolve("missing.toml");
        assertThatThrownBy(() -> SettingsFile.read(missing, bisect))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(missing.toString());
    }
}
