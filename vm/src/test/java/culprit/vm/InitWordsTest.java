package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InitWordsTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final int MOST_OUTPUT = 128 << 10;

    private final InitWords words = new InitWords(TOKEN);

    private static byte[] raw(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void take(String text) {
        words.take(raw(text), text.length());
    }

    private void say(String text) {
        take(TOKEN + " " + text + "\n");
    }

    private String output() {
        return new String(words.output(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void wordsAreUnderstoodInPiecesOfAnySize() {
        byte[] all = raw("\n" + TOKEN + " ready 2\r\n" + TOKEN + " output a\\x0ab\\xff\\x5c\n" + TOKEN + " alive\n"
                + TOKEN + " exit 139\n");
        for (int size = 1; size <= all.length; size++) {
            InitWords pieces = new InitWords(TOKEN);
            for (int from = 0; from < all.length; from += size) {
                byte[] piece = Arrays.copyOfRange(all, from, Math.min(all.length, from + size));
                pieces.take(piece, piece.length);
            }
            assertThat(pieces.processors()).hasValue(2);
            assertThat(pieces.output()).isEqualTo(raw("a\nb\u00ff\\"));
            assertThat(pieces.exit()).hasValue(139);
            assertThat(pieces.failure()).isEmpty();
        }
    }

    @Test
    void onlySoManyBytesCountAsWereRead() {
        byte[] buffer = raw(TOKEN + " exit 1\n" + TOKEN + " exit 2\n");
        words.take(buffer, buffer.length / 2);
        assertThat(words.exit()).hasValue(1);
    }

    @Test
    void aLineWithoutTheTokenIsNoise() {
        take("ready 1\n" + TOKEN.substring(1) + " ready 1\nx" + TOKEN + " ready 1\n" + TOKEN + "ready 1\n");
        assertThat(words.ready()).isFalse();
    }

    @Test
    void halfALineSaysNothingYet() {
        take(TOKEN + " ready 1");
        assertThat(words.ready()).isFalse();
        take("\n");
        assertThat(words.ready()).isTrue();
    }

    @Test
    void anOverlongLineIsForgottenAndTheNextOneUnderstood() {
        take(TOKEN + " exit 1" + " ".repeat(1 << 20) + "\n");
        assertThat(words.exit()).isEmpty();
        say("exit 2");
        assertThat(words.exit()).hasValue(2);
    }

    @Test
    void aNumberThatIsNoneSaysNothing() {
        for (String number : new String[] {"", "-1", "1000", "1 1", "0x1", "one"}) {
            say("exit " + number);
            say("ready " + number);
        }
        assertThat(words.exit()).isEmpty();
        assertThat(words.ready()).isFalse();
    }

    @Test
    void theSystemCallsThatAreMissingAreThoseThatWereToldLast() {
        assertThat(words.missing()).isEmpty();
        say("missing 425 1023");
        assertThat(words.missing()).containsExactly(425, 1023);
        say("missing 425");
        assertThat(words.missing()).containsExactly(425);
        say("missing");
        assertThat(words.missing()).isEmpty();
    }

    @Test
    void numbersOfSystemCallsThatInitDoesNotTellSayNothing() {
        for (String numbers : new String[] {"-1", "10000", "1  2", "1 two", "1,2", "7 ".repeat(64) + "7"}) {
            say("missing " + numbers);
            assertThat(words.missing()).as(numbers).isEmpty();
        }
    }

    @Test
    void aFailureIsPrintable() {
        say("failed \u001b[2J\u00e9\0why");
        assertThat(words.failure()).isEqualTo(Optional.of("?[2J??why"));
    }

    @Test
    void outputIsKeptUpToItsLimit() {
        for (int line = 0; line < 100; line++) {
            say("output " + "x".repeat(4000));
        }
        assertThat(output()).hasSize(MOST_OUTPUT);
    }

    @Test
    void anEscapeThatIsNoneIsText() {
        say("output \\x4 \\xGG \\n $1 \\\\");
        assertThat(output()).isEqualTo("\\x4 \\xGG \\n $1 \\\\");
    }

    @Test
    void noiseOfAnyKindNeitherSaysNorKeepsAnything() {
        Random random = new Random(7);
        byte[] noise = new byte[4096];
        for (int i = 0; i < 1000; i++) {
            random.nextBytes(noise);
            words.take(noise, random.nextInt(noise.length + 1));
        }
        take("\n");
        assertThat(words.exit()).isEqualTo(OptionalInt.empty());
        assertThat(words.ready()).isFalse();
        assertThat(words.output()).isEmpty();
        say("exit 0");
        assertThat(words.exit()).hasValue(0);
    }

    @Test
    void wordsWithAnyBytesBehindThemNeitherThrowNorGrowBeyondTheLimits() {
        Random random = new Random(8);
        String[] beginnings = {"ready ", "exit ", "failed ", "missing ", "output ", "alive", "\\x", ""};
        byte[] noise = new byte[600];
        for (int i = 0; i < 5000; i++) {
            random.nextBytes(noise);
            take(TOKEN + " " + beginnings[random.nextInt(beginnings.length)]
                    + new String(noise, StandardCharsets.ISO_8859_1));
        }
        assertThat(words.output()).hasSizeLessThanOrEqualTo(MOST_OUTPUT);
        assertThat(words.failure().orElse("")).hasSizeLessThan(5000);
    }
}
