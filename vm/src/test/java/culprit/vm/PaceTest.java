package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long now = Long.MAX_VALUE - 1000; // System.nanoTime() may begin anywhere

    private final Pace pace = new Pace(1000, 300, () -> now);

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    @Test
    void whatIsAllowedGrowsWithTimeUpToALimit() {
        assertThat(pace.allowed()).isEqualTo(300);
        pace.spend(300);
        assertThat(pace.allowed()).isZero();
        pass(100);
        assertThat(pace.allowed()).isEqualTo(100);
        pace.spend(40);
        pass(100);
        assertThat(pace.allowed()).isEqualTo(160);
        pass(1_000_000_000);
        assertThat(pace.allowed()).isEqualTo(300);
    }

    @Test
    void whoeverTakesAllThatIsAllowedKeepsThePaceHoweverOftenHeAsks() {
        Random random = new Random(5);
        long taken = 0;
        long begin = now;
        for (int i = 0; i < 10_000; i++) {
            pass(1 + random.nextInt(20));
            int allowed = pace.allowed();
            pace.spend(allowed);
            taken += allowed;
        }
        double seconds = (now - begin) / 1e9;
        assertThat(taken).isBetween((long) (990 * seconds), (long) (1000 * seconds) + 300);
    }
}
