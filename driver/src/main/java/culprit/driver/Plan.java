package culprit.driver;

import culprit.git.Commit;
import java.time.Instant;
import java.util.List;

/**
 * What a bisection starts from.
 *
 * @param started when it began
 * @param bad the commit that shows the crash
 * @param goods commits known to be without it; empty: the newest release without it is looked for
 * @param runs of the reproducer at each commit
 */
record Plan(Instant started, Commit bad, List<Commit> goods, int runs) {
    Plan {
        goods = List.copyOf(goods);
    }
}
