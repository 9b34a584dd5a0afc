package culprit.driver.investigation;

import culprit.git.Commit;
import culprit.report.Event;
import java.util.List;

/**
 * Where the culprit is looked for.
 *
 * @param bad the oldest commit that is known to have the bug
 * @param goods commits that do not seem to have it; empty if there is none
 * @param names what to call bad and goods, in this order
 * @param older the chance, from 0 to 1, that the bug is older than the goods, before the runs there are weighed
 */
record Range(Commit bad, List<Commit> goods, List<String> names, double older) {
    /** A release without a crash may have the bug nevertheless: in every second step back, the one before had it. */
    static final double OLDER_THAN_RELEASE = 0.5;
    /** People are seldom wrong about a good commit. */
    private static final double OLDER_THAN_TOLD = 0.01;

    /** A range that is called by the ids of its commits. */
    static Range told(Commit bad, List<Commit> goods) {
        List<String> ids = goods.stream().map(Commit::id).toList();
        return new Range(bad, goods, Event.SearchStarted.names(bad.id(), ids), OLDER_THAN_TOLD);
    }

    Range {
        goods = List.copyOf(goods);
        names = List.copyOf(names);
    }

    List<String> goodIds() {
        return goods.stream().map(Commit::id).toList();
    }
}
