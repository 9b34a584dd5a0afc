package culprit.driver.belief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PosteriorTest {
    private static final Settings SETTINGS = Settings.of(0.95, 1);

    @Test
    void theChancesAreThoseOfCountingAllCulpritsAndRates() {
        SplittableRandom random = new SplittableRandom(5);
        for (int world = 0; world < 60; world++) {
            Ancestry ancestry = Worlds.random(3 + random.nextInt(12), random);
            Posterior posterior = new Posterior(ancestry, List.of(), CrashRate.unknown(), SETTINGS);
            Map<Integer, Observed> evidence = new HashMap<>();
            for (int batch = 0; batch < 8; batch++) {
                int commit = random.nextInt(ancestry.size());
                Observed runs = new Observed(random.nextInt(6), random.nextInt(2));
                evidence.merge(commit, runs, Observed::plus);
                posterior.tell(commit, runs);
            }
            int one = random.nextInt(ancestry.size());
            int twin = random.nextInt(ancestry.size());
            assertThat(posterior.chances()).containsExactly(counted(ancestry, evidence, one, one), within(1e-9));
            posterior.same(one, twin);
            assertThat(posterior.chances()).containsExactly(counted(ancestry, evidence, one, twin), within(1e-9));
        }
    }

    private static double[] counted(Ancestry ancestry, Map<Integer, Observed> evidence, int one, int twin) {
        double[] chances = new double[ancestry.size()];
        for (int culprit = 0; culprit < chances.length; culprit++) {
            double prior = culprit == 0 ? 0.01 : 0.99 / (chances.length - 1);
            boolean between = ancestry.ancestors(one).get(culprit)
                    != ancestry.ancestors(twin).get(culprit);
            prior *= between ? 1e-6 : 1;
            for (int point = 0; point < RateGrid.POINTS; point++) {
                double likelihood = CrashRate.unknown().weightAt(point);
                for (Map.Entry<Integer, Observed> test : evidence.entrySet()) {
                    Observed runs = test.getValue();
                    boolean hasBug = ancestry.ancestors(test.getKey()).get(culprit);
                    likelihood *= hasBug
                            ? Math.exp(RateGrid.logLikelihood(runs)[point])
                            : Math.pow(1e-4, runs.crashed()) * Math.pow(1 - 1e-4, runs.clean());
                }
                chances[culprit] += prior * likelihood;
            }
        }
        double sum = Arrays.stream(chances).sum();
        return Arrays.stream(chances).map(chance -> chance / sum).toArray();
    }

    @Test
    void theSampleReachesAsMuchAsTheChancesSay() {
        SplittableRandom random = new SplittableRandom(6);
        for (int world = 0; world < 40; world++) {
            Ancestry ancestry = Worlds.random(3 + random.nextInt(200), random);
            Strategy strategy = new Strategy(ancestry, List.of(), CrashRate.unknown(), SETTINGS);
            strategy.tested(random.nextInt(ancestry.size()), new Observed(3, 0));
            strategy.tested(random.nextInt(ancestry.size()), new Observed(0, 1));
            double[] chances = new double[ancestry.size()];
            Arrays.setAll(chances, strategy::chance);
            Sample sample = new Sample(ancestry, chances);
            for (int commit = sample.first(); commit <= sample.last(); commit++) {
                double share = (double) sample.count(commit) / Sample.SIZE;
                // Each stretch of the history that a commit reaches may be off by one of the sample at its ends.
                assertThat(share).isCloseTo(strategy.chanceOfBug(commit), within(0.03));
            }
        }
    }

    @Test
    void aCrashLeavesNothingButAncestorsButForFalseCrashes() {
        Strategy strategy = new Strategy(Worlds.linear(101), List.of(), CrashRate.unknown(), SETTINGS);
        strategy.tested(50, new Observed(0, 1));
        double later = 0;
        for (int commit = 51; commit <= 100; commit++) {
            later += strategy.chance(commit);
        }
        assertThat(later).isBetween(1e-5, 1e-3);
        assertThat(strategy.chanceOfBug(50)).isCloseTo(1 - later, within(1e-9));
    }
}
