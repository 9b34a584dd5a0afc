package culprit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
    @Test
    void wordsAreQuotedAsGitDoesIt() {
        assertThat(ShellWords.quoted(List.of("--", "a!b", "c'd"))).isEqualTo(" '--' 'a'\\!'b' 'c'\\''d'");
    }

    @Test
    void whatWasQuotedIsReadAgain() {
        List<String> words = List.of("", "a b", "'", "!'!", "\\", "#", "net/*.c", "two\nlines");
        assertThat(ShellWords.of(ShellWords.quoted(words))).isEqualTo(new ShellWords(words, "", true));
    }
}
