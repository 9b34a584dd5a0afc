package culprit.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RawTextTest {

    @Test
    void keepsEveryByte() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        assertThat(RawText.bytes(RawText.of(all))).isEqualTo(all);
    }

    @Test
    void holdsUnicodeAsUtf8() {
        assertThat(RawText.bytes(RawText.of("\u00fc"))).containsExactly(0xC3, 0xBC);
        assertThat(RawText.toUnicode(RawText.of("\u00fc \u20ac"))).isEqualTo("\u00fc \u20ac");
    }

    @Test
    void losesNothingOfTextThatCannotBeRaw() {
        assertThat(RawText.bytes("\u20ac")).containsExactly(0xE2, 0x82, 0xAC);
    }

    @Test
    void showsInvalidBytesAsReplacementCharacters() {
        assertThat(RawText.toUnicode("a\u00ffb")).isEqualTo("a\ufffdb");
    }
}
