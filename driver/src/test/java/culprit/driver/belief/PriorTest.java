package culprit.driver.belief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PriorTest {
    private static BitSet commits(int... numbers) {
        BitSet commits = new BitSet();
        Arrays.stream(numbers).forEach(commits::set);
        return commits;
    }

    @Test
    void withoutCluesEachCommitIsAsLikelyAsAnother() {
        double[] prior = Prior.of(Worlds.linear(5), List.of(), 0.2);
        assertThat(prior).containsExactly(new double[] {0.2, 0.2, 0.2, 0.2, 0.2}, within(1e-12));
    }

    @Test
    void aClueIsSharedByItsCommitsWhichMayBeTheCulpritWithoutItToo() {
        double[] prior = Prior.of(Worlds.linear(5), List.of(new Clue(0.5, commits(2, 3))), 0);
        assertThat(prior).containsExactly(new double[] {0, 0.125, 0.375, 0.375, 0.125}, within(1e-12));
    }

    @Test
    void aClueToCommitsThatCannotBeTheCulpritCountsForNothing() {
        Ancestry ancestry = Ancestry.of(new int[][] {{}, {0}, {0}, {1}}, 1);
        double[] prior = Prior.of(ancestry, List.of(new Clue(0.5, commits(0, 2))), 0.1);
        assertThat(prior).containsExactly(new double[] {0.1, 0.45, 0, 0.45}, within(1e-12));
    }

    @Test
    void theSumIsOneWhateverTheClues() {
        SplittableRandom random = new SplittableRandom(11);
        for (int world = 0; world < 50; world++) {
            Ancestry ancestry = Worlds.random(3 + random.nextInt(60), random);
            BitSet some = BitSet.valueOf(new long[] {random.nextLong()});
            BitSet others = BitSet.valueOf(new long[] {random.nextLong()});
            double[] prior = Prior.of(ancestry, List.of(new Clue(0.3, some), new Clue(0.6, others)), 0.01);
            assertThat(Arrays.stream(prior).sum()).isCloseTo(1, within(1e-12));
            assertThat(Arrays.stream(prior).min().orElseThrow()).isPositive();
        }
    }

    @Test
    void aClueIsNeitherCertainNorImpossible() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Clue(1, commits(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Clue(0, commits(1)));
    }
}
