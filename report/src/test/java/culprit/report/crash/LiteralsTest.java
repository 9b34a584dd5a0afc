package culprit.report.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiteralsTest {
    @Test
    void findsWhatEachTextAloneWouldFind() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<String> texts = Stream.generate(() -> word(random, 1 + random.nextInt(4)))
                    .limit(1 + random.nextInt(10))
                    .toList();
            String console = word(random, random.nextInt(30));
            byte[] bytes = console.getBytes(ISO_8859_1);
            Literals literals = new Literals(texts);

            long expected = 0;
            for (int i = 0; i < texts.size(); i++) {
                expected |= console.contains(texts.get(i)) ? 1L << i : 0;
            }
            int firstEnd = IntStream.rangeClosed(0, console.length())
                    .filter(end -> texts.stream()
                            .anyMatch(text -> console.substring(0, end).endsWith(text)))
                    .findFirst()
                    .orElse(-1);
            assertThat(literals.in(bytes, 0, bytes.length))
                    .as("seed %s: %s in %s", seed, texts, console)
                    .isEqualTo(expected);
            assertThat(literals.endOfFirst(bytes, 0, bytes.length, 0)).isEqualTo(-1);
            assertThat(literals.endOfFirst(bytes, 0, bytes.length, ~0L))
                    .as("seed %s: %s in %s", seed, texts, console)
                    .isEqualTo(firstEnd);
        }
    }

    @Test
    void overlooksCarriageReturns() {
        assertThat(new Literals(List.of("BUG:")).in("B\rUG\r:".getBytes(ISO_8859_1), 0, 6))
                .isEqualTo(1);
    }

    private static String word(Random random, int length) {
        return random.ints(length, 'a', 'd').mapToObj(Character::toString).collect(Collectors.joining());
    }
}
