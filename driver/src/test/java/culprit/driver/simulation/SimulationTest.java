package culprit.driver.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import culprit.driver.Policy;
import culprit.driver.belief.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    private static final Settings SETTINGS = Settings.of(0.95, 1);

    private static Workload workload(double rate, double other, double untestable) {
        return new Workload(
                300, Shape.MERGES, rate, 0, other, untestable, 1, Duration.ofMinutes(6), Duration.ofMinutes(1));
    }

    private static Figures figures(Policy policy, Workload workload) {
        return new Simulation(150, 4).figures(workload, policy, SETTINGS, 10);
    }

    @ParameterizedTest
    @EnumSource
    void everyPolicyIsRightWhereTheBugAlwaysShows(Policy policy) {
        Figures figures = figures(policy, workload(1, 0, 0));
        assertThat(figures.right()).isGreaterThan(0.99);
        assertThat(figures.meanBuilds()).isBetween(8.0, 11.0);
    }

    @Test
    void theBeliefIsAsOftenRightAsItSays() {
        Figures figures = figures(Policy.CULPRIT, workload(0.3, 0, 0));
        assertThat(figures.measuredConfidence()).isBetween(0.93, 1.0);
        assertThat(figures.statedConfidence()).isBetween(0.95, 1.0);
        assertThat(figures.meanRuns()).isLessThan(120);
    }

    @Test
    void whatIsNamedWithAConfidenceIsAsOftenRight() {
        List<List<Calibration>> each = new ArrayList<>();
        for (double rate : new double[] {0.9, 0.5, 0.3, 0.2}) {
            each.add(figures(Policy.CULPRIT, workload(rate, 0, 0)).calibration());
        }
        List<Calibration> all = Calibration.together(each);
        assertThat(all.stream().mapToInt(Calibration::named).sum())
                .isEqualTo(each.stream()
                        .flatMap(List::stream)
                        .mapToInt(Calibration::named)
                        .sum());
        assertThat(all).anyMatch(interval -> interval.named() >= 100);
        assertThat(all)
                .filteredOn(interval -> interval.named() >= 100)
                .allSatisfy(interval ->
                        assertThat((double) interval.right() / interval.named()).isGreaterThan(interval.from() - 0.03));
    }

    @Test
    void tenRunsMissABugThatShowsInOneOfTen() {
        assertThat(figures(Policy.SYZBOT_2020, workload(0.1, 0, 0)).right()).isLessThan(0.3);
        assertThat(figures(Policy.CULPRIT, workload(0.1, 0, 0)).right()).isGreaterThan(0.9);
    }

    @Test
    void otherCrashesMisleadThoseWhoCountThem() {
        Workload noisy = workload(0.9, 0.1, 0);
        assertThat(figures(Policy.SYZBOT_2020, noisy).right()).isLessThan(0.2);
        assertThat(figures(Policy.CULPRIT, noisy).right()).isGreaterThan(0.97);
    }

    @Test
    void whatCannotBeToldInAClusterIsAnHonestRange() {
        Figures figures = figures(Policy.CULPRIT, workload(0.9, 0, 0.15));
        assertThat(figures.right() + figures.honestRange()).isGreaterThan(0.97);
        assertThat(figures.unsure()).isGreaterThan(0.05);
    }

    @Test
    void figuresDependOnTheSeedAndNotOnTheThreads() throws Exception {
        Workload workload = workload(0.5, 0.05, 0.1);
        ForkJoinPool alone = new ForkJoinPool(1);
        try {
            Figures withOne =
                    alone.submit(() -> figures(Policy.CULPRIT, workload)).get();
            assertThat(figures(Policy.CULPRIT, workload)).isEqualTo(withOne);
        } finally {
            alone.shutdown();
        }
        assertThat(new Simulation(150, 5).figures(workload, Policy.CULPRIT, SETTINGS, 10))
                .isNotEqualTo(figures(Policy.CULPRIT, workload));
    }

    @Test
    void oneCommitIsFoundAtOnce() {
        Workload single = new Workload(1, Shape.LINEAR, 1, 0, 0, 0, 1, Duration.ofMinutes(1), Duration.ofMinutes(1));
        for (Policy policy : Policy.values()) {
            assertThat(new Simulation(3, 1).figures(single, policy, SETTINGS, 1).right())
                    .isEqualTo(1);
        }
    }

    @Test
    void theFloorIsThatOfTheZChannel() {
        assertThat(floor(1)).isCloseTo(13, within(1e-9));
        assertThat(floor(0.3)).isCloseTo(73.5, within(0.1));
        assertThat(floor(0.1)).isCloseTo(237, within(0.5));
    }

    private static double floor(double rate) {
        return Simulation.floorRuns(
                new Workload(8192, Shape.LINEAR, rate, 0, 0, 0, 1, Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }
}
