package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateQueueTest {
    private static final long SEED = Long.getLong("culprit.seed", 20261121);

    private final Random random = new Random(SEED);

    /** Few different dates have many ties; the later ones are negative to Java, and the latest to git. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20, 1000})
    void newestLeaveFirstAndEqualDatesInTheOrderTheyCame(int dates) {
        DateQueue queue = new DateQueue();
        List<Long> waiting = new ArrayList<>();
        List<Integer> commits = new ArrayList<>();
        for (int commit = 0; commit < 5000; commit++) {
            long date = (long) random.nextInt(dates) << 54;
            queue.add(commit, date);
            waiting.add(date);
            commits.add(commit);
            for (int leaving = random.nextInt(3); leaving > 0 && !waiting.isEmpty(); leaving--) {
                int newest = 0;
                for (int i = 1; i < waiting.size(); i++) {
                    newest = Long.compareUnsigned(waiting.get(i), waiting.get(newest)) > 0 ? i : newest;
                }
                assertThat(queue.nextDate()).as("seed %d", SEED).isEqualTo(waiting.remove(newest));
                assertThat(queue.remove()).as("seed %d", SEED).isEqualTo(commits.remove(newest));
            }
            assertThat(queue.isEmpty()).isEqualTo(waiting.isEmpty());
        }
    }
}
