package culprit.driver.investigation;

import culprit.git.Commit;
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
    static final double OLDER_THAN_TOLD = 0.01;

    Range {
        goods = List.copyOf(goods);
        names = List.copyOf(names);
    }
}
