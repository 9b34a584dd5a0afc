package culprit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    private static final Form FORM = Form.of("left {NUMBER} of {WORD} ({TEXT})");

    @Test
    void takesALineApartAndPutsItTogetherAgain() {
        List<String> values = FORM.match("left 12 of many (so (it) is)");

        // Text ends where the next fixed words first occur.
        assertThat(values).isNull();
        assertThat(FORM.match("left 12 of many (so it is)")).containsExactly("12", "many", "so it is");
        assertThat(FORM.with(12, "many", "so it is")).isEqualTo("left 12 of many (so it is)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "left",
                "left 012 of many ()",
                "left 1234567890 of many ()",
                "left -1 of many ()",
                "left 1 of  ()",
                "left 1 of many () ",
                "Left 1 of many ()"
            })
    void matchesNoOtherLine(String line) {
        assertThat(FORM.match(line)).isNull();
    }

    @Test
    void knowsHashesByTheirLength() {
        Form hash = Form.of("{HASH}");

        assertThat(hash.match("a".repeat(40))).containsExactly("a".repeat(40));
        assertThat(hash.match("a".repeat(39))).isNull();
        assertThat(hash.match("a".repeat(41))).isNull();
        assertThat(hash.match("A".repeat(40))).isNull();
    }

    @Test
    void readsWhatGoTakesForANumber() {
        Form decimal = Form.of("p={DECIMAL}!");

        assertThat(decimal.match("p=0.014!")).containsExactly("0.014");
        assertThat(decimal.match("p=NaN!")).containsExactly("NaN");
        assertThat(decimal.match("p=!")).isNull();
    }
}
