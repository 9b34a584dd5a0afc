package culprit.git;

import java.util.List;
import java.util.Optional;

/**
 * What is known when a search begins, or when one that began elsewhere goes on: all that {@code git bisect} keeps between
 * two commands and that bears on its answer. Commits are ids.
 *
 * @param bad a commit that has the defect
 * @param goods commits that do not have it; with none, everything reachable from {@code bad} is searched
 * @param skips commits that cannot be tested
 * @param expected the commit that was asked for last: only if that one is bad and a merge base, the defect was fixed on
 *     the way to the good commits
 * @param ancestorsChecked whether an earlier answer was found to need no more merge bases; they are not looked for again
 * @param limits what part of the history is searched
 */
public record SearchState(
        String bad,
        List<String> goods,
        List<String> skips,
        Optional<String> expected,
        boolean ancestorsChecked,
        Limits limits) {
    public SearchState {
        goods = List.copyOf(goods);
        skips = List.copyOf(skips);
    }

    /** The state of a search that is not limited to paths. */
    public SearchState(
            String bad,
            List<String> goods,
            List<String> skips,
            Optional<String> expected,
            boolean ancestorsChecked,
            boolean firstParent) {
        this(bad, goods, skips, expected, ancestorsChecked, new Limits(firstParent, List.of()));
    }

    /** The state at the start of a search. */
    public SearchState(String bad, List<String> goods, Limits limits) {
        this(bad, goods, List.of(), Optional.empty(), false, limits);
    }
}
