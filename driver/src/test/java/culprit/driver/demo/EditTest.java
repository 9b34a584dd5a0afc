package culprit.driver.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import culprit.driver.demo.Edit.Place;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditTest {
    private static final String SOURCE = "VERSION = 6\nEXTRAVERSION =\nNAME = x\n";

    @ParameterizedTest
    @CsvSource({
        "BEFORE,  NAME,      'VERSION = 6\nEXTRAVERSION =\n<>NAME = x\n'",
        "AFTER,   NAME,      'VERSION = 6\nEXTRAVERSION =\nNAME<> = x\n'",
        "REPLACE, NAME,      'VERSION = 6\nEXTRAVERSION =\n<> = x\n'",
        "LINE,    VERSION =, '<>EXTRAVERSION =\nNAME = x\n'",
        "LINE,    NAME,      'VERSION = 6\nEXTRAVERSION =\n<>'",
        "END,     ,          'VERSION = 6\nEXTRAVERSION =\nNAME = x\n<>'",
    })
    void putsTheTextInItsPlace(Place place, String anchor, String expected) throws MisfitException {
        Edit edit = new Edit("Makefile", place, Optional.ofNullable(anchor), "<>");

        assertThat(edit.apply(Optional.of(SOURCE))).isEqualTo(expected);
    }

    @Test
    void makesANewFile() throws MisfitException {
        assertThat(new Edit("new", Place.NEW, Optional.empty(), "text\n").apply(Optional.empty()))
                .isEqualTo("text\n");
    }

    @Test
    void replacesALastLineWithoutNewline() throws MisfitException {
        assertThat(edit(Place.LINE, "b").apply(Optional.of("a\nbc"))).isEqualTo("a\n<>");
    }

    @Test
    void writesTheTextAsUtf8BetweenBytesThatAreNot() throws MisfitException {
        Edit edit = new Edit("a.c", Place.AFTER, Optional.of("ö"), "ü");

        assertThat(edit.apply(Optional.of("\u00FF\u00C3\u00B6\u00FF")))
                .isEqualTo("\u00FF\u00C3\u00B6\u00C3\u00BC\u00FF");
    }

    @ParameterizedTest
    @CsvSource({
        "REPLACE, VERSION =,  2",
        "REPLACE, SUBLEVEL =, 0",
        "LINE,    XTRA,       0",
        "BEFORE,  '\n',       3",
    })
    void namesFileAnchorAndCountIfTheAnchorIsNotUnique(Place place, String anchor, int count) {
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> edit(place, anchor).apply(Optional.of(SOURCE)))
                .withMessage("a.c: the anchor occurs " + count + " times instead of once: \"" + anchor + "\"");
    }

    @Test
    void countsOverlappingAnchors() {
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> edit(Place.REPLACE, "aa").apply(Optional.of("aaa")))
                .withMessageContaining("2 times");
    }

    @Test
    void namesAFileThatIsMissingOrInTheWay() {
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> edit(Place.REPLACE, "x").apply(Optional.empty()))
                .withMessage("a.c: no such file in the source");
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> new Edit("a.c", Place.NEW, Optional.empty(), "").apply(Optional.of("")))
                .withMessage("a.c: exists already");
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> new Edit("a.c", Place.BEFORE, Optional.empty(), "").apply(Optional.of("")))
                .withMessage("a.c: the edit has no anchor");
    }

    private static Edit edit(Place place, String anchor) {
        return new Edit("a.c", place, Optional.of(anchor), "<>");
    }
}
