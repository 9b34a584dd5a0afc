package culprit.report.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

class NotationTest {
    @Test
    void capturesFunctionsBehindAddresses() {
        Matcher matcher =
                Notation.compile("at: {PC} {FUNC}").matcher("x at: [<ffffffff81000001>] gizmo_read.cold+0x1/0x2");

        assertThat(matcher.find()).isTrue();
        assertThat(matcher.group(1)).isEqualTo("gizmo_read");
    }

    @Test
    void skipsToTheNearestPlaceOnTheLine() {
        assertThat(Notation.compile("a…b…c").matcher("a1b2c").find()).isTrue();
        assertThat(Notation.compile("a…b…c").matcher("a1c2b").find()).isFalse();
        assertThat(Notation.compile("a…b").matcher("a\nb").find()).isFalse();
    }

    @Test
    void refusesAChoiceThatWouldSplitTheSkip() {
        assertThatThrownBy(() -> Notation.compile("a…b|c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parentheses");
        assertThat(Notation.compile("c|a…(?:b|d)").matcher("c").find()).isTrue();
    }
}
