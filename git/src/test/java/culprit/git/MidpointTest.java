package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MidpointTest {
    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "2,0", "3,1", "4,1", "5,1", "6,2", "11,3", "1024,9", "1365,9", "1366,10", "17504,13"})
    void estimatesStepsAsGitDoes(int all, int steps) {
        assertThat(GraphSearch.steps(all)).isEqualTo(steps);
    }

    @ParameterizedTest
    @CsvSource({"29,1024,2049,true", "29,1023,2049,false", "30,1023,2049,false"})
    @CsvSource({"30,4095,8191,true", "30,4092,8191,false", "29,4094,8191,false"})
    @CsvSource({"21,4094,8191,false", "54,4095,8191,true", "55,4094,8191,true", "55,4091,8191,false"})
    void endsNearTheMiddleAsItsVersionOfGitDoes(int minor, int weight, int all, boolean half) {
        assertThat(Level.ofGit(2, minor).isHalf(weight, all)).isEqualTo(half);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,0", "10,0", "100,23", "1000,801", "30000,26817", "70000,24902", "100000,28464"})
    void leavesSkippedCommitsTowardsTheMiddle(int count, int index) {
        assertThat(Midpoint.awayFromSkipped(count)).isEqualTo(index);
    }
}
