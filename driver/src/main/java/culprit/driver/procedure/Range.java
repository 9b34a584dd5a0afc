package culprit.driver.procedure;

import culprit.git.Commit;
import culprit.report.Conclusion;
import java.util.List;
import java.util.Optional;

/**
 * Where to search, or why there is nothing to search.
 *
 * @param bad what git is to take for bad
 * @param goods what git is to take for good
 * @param names what to call bad and goods, in this order: release tags or ids
 * @param answer how the bisection ends without a search
 */
record Range(Optional<Commit> bad, List<Commit> goods, List<String> names, Optional<Conclusion> answer) {
    Range {
        goods = List.copyOf(goods);
        names = List.copyOf(names);
    }

    static Range between(Commit bad, List<Commit> goods, List<String> names) {
        return new Range(Optional.of(bad), goods, names, Optional.empty());
    }

    static Range none(Conclusion answer) {
        return new Range(Optional.empty(), List.of(), List.of(), Optional.of(answer));
    }
}
