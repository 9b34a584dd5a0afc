package culprit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoTextTest {
    private static final long SEED = 7;

    @Test
    void readsEveryDurationThatIsWritten() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            Duration duration = Duration.ofNanos(random.nextLong() >> random.nextInt(64));
            assertThat(GoText.duration(GoFormat.duration(duration)))
                    .as("seed %d", SEED)
                    .contains(duration);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "s",
                "1h",
                "01s",
                "1.50s",
                "60s",
                "1m60s",
                "1s2s",
                "1h 2m3s",
                "-",
                "0m0s",
                "1000ms",
                "999999999h0m0s"
            })
    void readsNoDurationThatGoWritesOtherwise(String text) {
        assertThat(GoText.duration(text)).isEmpty();
    }

    @Test
    void readsEveryListThatIsWritten() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            List<String> list = IntStream.range(0, random.nextInt(4))
                    .mapToObj(j -> word(random))
                    .toList();
            assertThat(GoText.quoted(GoFormat.quoted(list))).as("seed %d", SEED).contains(list);
        }
    }

    private static String word(Random random) {
        byte[] bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        return RawText.of(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[\"a]",
                "[\"a\"  \"b\"]",
                "[\"a\",\"b\"]",
                "[\"\\x61\"]",
                "[\"\\q\"]",
                "[a]",
                "[\"a\\\"]"
            })
    void readsNoListThatGoWritesOtherwise(String text) {
        assertThat(GoText.quoted(text)).isEmpty();
    }
}
