package culprit.driver.belief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import culprit.driver.belief.Step.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrategyTest {
    private static final Settings SETTINGS = Settings.of(0.95, 1);

    private final List<Step> steps = new ArrayList<>();

    /** Plays a bug that always shows until the strategy ends. */
    private Step play(Ancestry ancestry, int culprit, BitSet untestable) {
        return play(ancestry, List.of(), culprit, untestable);
    }

    private Step play(Ancestry ancestry, List<Clue> clues, int culprit, BitSet untestable) {
        steps.clear();
        Strategy strategy = new Strategy(ancestry, clues, CrashRate.unknown(), SETTINGS);
        Step step = strategy.next();
        for (; step.kind() == Kind.TEST; step = strategy.next()) {
            steps.add(step);
            assertThat(steps).as("an end").hasSizeLessThan(500);
            if (untestable.get(step.commit())) {
                strategy.untestable(step.commit());
            } else if (ancestry.ancestors(step.commit()).get(culprit)) {
                strategy.tested(step.commit(), new Observed(0, 1));
            } else {
                strategy.tested(step.commit(), new Observed(step.runs(), 0));
            }
        }
        return step;
    }

    @Test
    void namesTheCulpritOfAnyGraph() {
        SplittableRandom random = new SplittableRandom(8);
        for (int world = 0; world < 100; world++) {
            Ancestry ancestry = Worlds.random(3 + random.nextInt(300), random);
            int culprit = 1 + random.nextInt(ancestry.size() - 1);
            Step end = play(ancestry, culprit, new BitSet());
            assertThat(end.kind()).isEqualTo(Kind.NAMED);
            assertThat(end.commit()).isEqualTo(culprit);
            assertThat(end.confidence()).isGreaterThanOrEqualTo(0.95);
        }
    }

    @Test
    void saysThatTheBugIsOlderThanTheRange() {
        Step end = play(Worlds.linear(50), 0, new BitSet());
        assertThat(end.kind()).isEqualTo(Kind.NAMED);
        assertThat(end.commit()).isZero();
    }

    @Test
    void testsNothingButTheBadCommitWhereItIsTheOnlyOne() {
        Step end = play(Ancestry.of(new int[][] {{}, {0}}, 1), 1, new BitSet());
        assertThat(end.commit()).isEqualTo(1);
        assertThat(steps).extracting(Step::commit).containsOnly(1);
        assertThat(play(Ancestry.of(new int[][] {{}}, 0), 0, new BitSet()).commit())
                .isZero();
    }

    @Test
    void aRangeWithoutABadCommitIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ancestry.of(new int[0][], 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Ancestry.of(new int[][] {{}}, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Ancestry.of(new int[][] {{}, {1}}, 1));
    }

    @Test
    void namesTheRangeThatCannotBeTold() {
        BitSet broken = new BitSet();
        broken.set(300, 330);
        Step end = play(Worlds.linear(1000), 310, broken);
        assertThat(end.kind()).isEqualTo(Kind.RANGE);
        assertThat(end.commits())
                .contains(310)
                .allSatisfy(commit -> assertThat(commit).isBetween(295, 335));
        assertThat(end.confidence()).isGreaterThan(0.95);
        assertThat(steps).hasSizeLessThan(50);
    }

    @Test
    void looksForTheCulpritBesideAClusterAndNotInIt() {
        BitSet broken = new BitSet();
        broken.set(490, 520);
        Step end = play(Worlds.linear(1000), 800, broken);
        assertThat(end.commit()).isEqualTo(800);
        assertThat(steps.stream().filter(step -> broken.get(step.commit()))).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void endsWhereNothingButTheBadCommitCanBeTested() {
        BitSet broken = new BitSet();
        broken.set(1, 40);
        Step end = play(Worlds.linear(41), 20, broken);
        assertThat(end.kind()).isEqualTo(Kind.RANGE);
        assertThat(end.commits()).contains(20);
    }

    private long commitsTested() {
        return steps.stream().map(Step::commit).distinct().count();
    }

    @Test
    void aClueThatIsRightSavesTestsAndAWrongOneDoesNotMislead() {
        Ancestry ancestry = Worlds.linear(10_000);
        assertThat(play(ancestry, 6_000, new BitSet()).commit()).isEqualTo(6_000);
        long without = commitsTested();
        BitSet suspects = new BitSet();
        suspects.set(6_000);
        suspects.set(2_000);
        suspects.set(9_000);
        List<Clue> clue = List.of(new Clue(0.6, suspects));
        assertThat(play(ancestry, clue, 6_000, new BitSet()).commit()).isEqualTo(6_000);
        assertThat(commitsTested()).isLessThanOrEqualTo(without / 2);
        assertThat(play(ancestry, clue, 6_100, new BitSet()).commit()).isEqualTo(6_100);
        assertThat(commitsTested()).isLessThanOrEqualTo(without + 5);
    }

    @Test
    void returnsToAGoodCommitWhenItsEvidenceTurnsOutWeak() {
        Ancestry ancestry = Worlds.linear(3);
        Strategy strategy = new Strategy(ancestry, List.of(), CrashRate.unknown(), SETTINGS);
        strategy.tested(1, new Observed(2, 0));
        strategy.tested(2, new Observed(18, 2));
        assertThat(strategy.chanceOfBug(1)).isGreaterThan(0.2);
        assertThat(strategy.next().kind()).isEqualTo(Kind.TEST);
        assertThat(strategy.next().commit()).isEqualTo(1);
    }

    @Test
    void aRevertThatStaysCleanSpeaksForItsCommitAndOneThatCrashesClearsIt() {
        Strategy strategy = new Strategy(Worlds.linear(11), List.of(), CrashRate.unknown(), SETTINGS);
        strategy.tested(10, new Observed(2, 4));
        double before = strategy.chance(7);
        strategy.testedWithout(7, new Observed(8, 0));
        double after = strategy.chance(7);
        assertThat(after / (1 - after)).isBetween(5 * before / (1 - before), 10 * before / (1 - before));
        strategy.testedWithout(3, new Observed(0, 1));
        assertThat(strategy.chance(3)).isLessThan(0.001);
        assertThat(IntStream.range(0, 11).mapToDouble(strategy::chance).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void saysTheSameUntilMoreIsTold() {
        Strategy strategy = new Strategy(Worlds.linear(500), List.of(), CrashRate.unknown(), SETTINGS);
        strategy.tested(499, new Observed(1, 2));
        assertThat(strategy.next()).isEqualTo(strategy.next());
        assertThat(strategy.evidence(499)).isEqualTo(new Observed(1, 2));
        assertThat(strategy.evidence(3)).isEqualTo(Observed.NOTHING);
    }

    @Test
    void batchesFillAllGuests() {
        Strategy strategy = new Strategy(Worlds.linear(500), List.of(), CrashRate.unknown(), Settings.of(0.95, 4));
        strategy.tested(499, new Observed(2, 2));
        assertThat(strategy.next().runs() % 4).isZero();
    }

    @Test
    void theOutlookNarrows() {
        Strategy strategy = new Strategy(Worlds.linear(500), List.of(), CrashRate.unknown(), SETTINGS);
        int before = strategy.outlook().left();
        strategy.tested(499, new Observed(0, 2));
        strategy.tested(250, new Observed(0, 1));
        Outlook outlook = strategy.outlook();
        assertThat(outlook.left()).isBetween(200, 250).isLessThan(before);
        assertThat(outlook.likeliest()).isBetween(0, 250);
        assertThat(outlook.probability()).isEqualTo(strategy.chance(outlook.likeliest()));
        assertThat(outlook.crashRate().mean()).isGreaterThan(0.6);
    }
}
