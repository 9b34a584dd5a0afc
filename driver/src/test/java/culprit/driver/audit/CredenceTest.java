package culprit.driver.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import culprit.driver.audit.AuditResult.Verdict;
import culprit.driver.audit.Nearness.Knowledge;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How good the weights are, on recorded bisections of which it is known whether they are right. */
class CredenceTest {
    private static final Signs CLEAR = new Signs(1, 0, 0, true, Knowledge.YES, Knowledge.YES, false, true);

    /** What the figures may move by with a few other logs; they stand in README.md. */
    private static final double MARGIN = 0.03;

    @Test
    void onLogsThatTheWeightsWereNotFittedToFourOfFiveBelievedOnesAreRight() throws Exception {
        CrossValidation figures = CrossValidation.of(StudiedLogs.all());
        assertThat(figures.precision()).isGreaterThanOrEqualTo(0.834 - MARGIN);
        assertThat(figures.worst()).isGreaterThanOrEqualTo(0.75);
        assertThat(figures.area()).isGreaterThanOrEqualTo(0.906 - MARGIN);
    }

    @Test
    void theWeightsAreThoseThatTheLogsGive() throws Exception {
        double[] fitted = CrossValidation.fit(StudiedLogs.all());
        assertThat(Credence.BIAS).isCloseTo(fitted[0], within(0.1));
        for (int i = 0; i < Credence.WEIGHTS.size(); i++) {
            assertThat(Credence.WEIGHTS.get(i)).isCloseTo(fitted[i + 1], within(0.1));
        }
    }

    @Test
    void likelyRightKeepsNineTenthsOfTheRightOnesAndLikelyWrongHardlyAny() throws Exception {
        List<StudiedLogs.Studied> logs = StudiedLogs.all();
        long right = logs.stream().filter(StudiedLogs.Studied::right).count();
        assertThat(count(logs, Verdict.LIKELY_RIGHT, true)).isGreaterThanOrEqualTo(Math.round(0.88 * right));
        assertThat(count(logs, Verdict.LIKELY_RIGHT, false)).isLessThanOrEqualTo((logs.size() - right) / 5);
        assertThat(count(logs, Verdict.LIKELY_WRONG, true)).isLessThanOrEqualTo(right / 30);
        assertThat(count(logs, Verdict.LIKELY_WRONG, false)).isGreaterThanOrEqualTo((logs.size() - right) / 2);
    }

    private static long count(List<StudiedLogs.Studied> logs, Verdict verdict, boolean right) {
        return logs.stream()
                .filter(log -> log.right() == right && Credence.verdict(log.signs()) == verdict)
                .count();
    }

    @Test
    void everySignPullsItsWay() {
        double clear = Credence.score(CLEAR);
        assertThat(clear).isBetween(Credence.LIKELY_RIGHT, 1.0);
        List<Signs> worse = List.of(
                new Signs(0.1, 0, 0, true, Knowledge.YES, Knowledge.YES, false, true),
                new Signs(1, 0.5, 0, true, Knowledge.YES, Knowledge.YES, false, true),
                new Signs(1, 0, 3, true, Knowledge.YES, Knowledge.YES, false, true),
                new Signs(1, 0, 0, false, Knowledge.YES, Knowledge.YES, false, true),
                new Signs(1, 0, 0, true, Knowledge.UNKNOWN, Knowledge.YES, false, true),
                new Signs(1, 0, 0, true, Knowledge.YES, Knowledge.NO, false, true));
        assertThat(worse).allSatisfy(signs -> assertThat(Credence.score(signs)).isBetween(0.0, clear - 0.01));
    }

    @Test
    void aKernelThatIsItsParentsIsNeverBelieved() {
        Signs same = new Signs(1, 0, 0, true, Knowledge.YES, Knowledge.YES, true, true);
        assertThat(Credence.score(same)).isLessThan(0.05);
        assertThat(Credence.verdict(same)).isEqualTo(Verdict.LIKELY_WRONG);
    }

    @Test
    void aWayThatWentAstrayIsDoubtfulAsLongAsTheBugShowsAtItsEnd() {
        Signs astray = new Signs(0, 0.5, 11, true, Knowledge.NO, Knowledge.NO, false, true);
        assertThat(Credence.verdict(astray)).isEqualTo(Verdict.DOUBTFUL);
        Signs unseen = new Signs(0, 0.5, 11, true, Knowledge.NO, Knowledge.NO, false, false);
        assertThat(Credence.verdict(unseen)).isEqualTo(Verdict.LIKELY_WRONG);
    }
}
