package culprit.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoFormatTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ns",
        "999, 999ns",
        "1000000, 1ms",
        "1500000, 1.5ms",
        "999999999, 999.999999ms",
        "1000000000, 1s",
        "3000000001, 3.000000001s",
        "59999999999, 59.999999999s",
        "60000000000, 1m0s",
        "3599900000000, 59m59.9s",
        "3600000000000, 1h0m0s",
        "28800000000000, 8h0m0s",
        "23530373690390, 6h32m10.37369039s",
        "7443686647863, 2h4m3.686647863s",
        "360000000000000, 100h0m0s",
        "-1500000000, -1.5s",
    })
    void writesDurationsWithUnitsFromTheLargestThatCounts(long nanos, String expected) {
        assertThat(GoFormat.duration(Duration.ofNanos(nanos))).isEqualTo(expected);
    }

    @Test
    void writesTheMicroSignInUtf8() {
        byte[] bytes = RawText.bytes(GoFormat.duration(Duration.ofNanos(1500)));

        assertThat(bytes).containsExactly('1', '.', '5', 0xC2, 0xB5, 's');
    }

    @Test
    void separatesQuotedStringsByOneSpace() {
        assertThat(GoFormat.quoted(List.of())).isEqualTo("[]");
        assertThat(GoFormat.quoted(List.of("a@x.org"))).isEqualTo("[\"a@x.org\"]");
        assertThat(GoFormat.quoted(List.of("a", "b c"))).isEqualTo("[\"a\" \"b c\"]");
    }

    @Test
    void escapesControlCharactersQuotesAndBackslashes() {
        assertThat(GoFormat.quoted("\u0007\b\f\n\r\t\u000b\\\"")).isEqualTo("\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\"");
        assertThat(GoFormat.quoted("\0\u001b\u007f")).isEqualTo("\"\\x00\\x1b\\x7f\"");
    }

    @Test
    void keepsPrintableUnicodeAndEscapesTheRest() {
        String noBreakSpace = "\u00a0";
        String byteOrderMark = "\ufeff";
        String privateUse = "\udbc0\udc00";

        assertThat(GoFormat.quoted(RawText.of("J\u00fcrgen \u20ac \ud83d\ude00")))
                .isEqualTo(RawText.of("\"J\u00fcrgen \u20ac \ud83d\ude00\""));
        assertThat(GoFormat.quoted(RawText.of(noBreakSpace + byteOrderMark + privateUse)))
                .isEqualTo("\"\\u00a0\\ufeff\\U00100000\"");
    }

    @Test
    void escapesBytesThatAreNotUtf8OneByOne() {
        byte[] loneContinuation = {(byte) 0x80, 'a'};
        byte[] cutSequence = {(byte) 0xE2, (byte) 0x82};
        byte[] overlong = {(byte) 0xC0, (byte) 0x80};

        assertThat(GoFormat.quoted(raw(loneContinuation))).isEqualTo("\"\\x80a\"");
        assertThat(GoFormat.quoted(raw(cutSequence))).isEqualTo("\"\\xe2\\x82\"");
        assertThat(GoFormat.quoted(raw(overlong))).isEqualTo("\"\\xc0\\x80\"");
    }

    private static String raw(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
