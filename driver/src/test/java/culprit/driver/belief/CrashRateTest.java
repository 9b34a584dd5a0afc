package culprit.driver.belief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CrashRateTest {
    @Test
    void runsMoveTheRateTowardsTheirShare() {
        CrashRate seldom = CrashRate.unknown().and(new Observed(90, 10));
        assertThat(seldom.mean()).isCloseTo(0.1, within(0.03));
        assertThat(seldom.low()).isBetween(0.04, 0.1);
        assertThat(seldom.high()).isBetween(0.1, 0.25);
        assertThat(CrashRate.unknown().and(new Observed(0, 30)).low()).isGreaterThan(0.8);
    }

    @Test
    void anyRateIsAsLikelyAsAnotherBeforehand() {
        assertThat(CrashRate.unknown().mean()).isCloseTo(0.5, within(0.02));
        assertThat(CrashRate.unknown().high()).isGreaterThan(0.95);
    }

    @Test
    void theBugIsMissedLessOftenTheMoreRunsThereAre() {
        CrashRate rate = CrashRate.unknown().and(new Observed(7, 3));
        assertThat(rate.miss(0)).isCloseTo(1, within(1e-9));
        assertThat(rate.miss(5)).isBetween(rate.miss(6), rate.miss(4));
    }

    @Test
    void theRunsForARiskAreTheFewestThatMeetIt() {
        CrashRate rate = CrashRate.unknown().and(new Observed(7, 3));
        for (double risk : new double[] {0.9, 0.3, 0.05, 0.001}) {
            int runs = rate.runsFor(risk);
            assertThat(rate.miss(runs)).isLessThanOrEqualTo(risk);
            assertThat(runs == 1 || rate.miss(runs - 1) > risk)
                    .as("fewest for %s", risk)
                    .isTrue();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> rate.runsFor(0));
    }

    @Test
    void aThousandRunsOfOneCommitAreNoProblem() {
        assertThat(CrashRate.unknown().and(new Observed(5000, 5000)).mean()).isCloseTo(0.5, within(0.1));
    }
}
