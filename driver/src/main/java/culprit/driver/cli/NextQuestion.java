package culprit.driver.cli;

import java.util.List;
import java.util.Optional;

/**
 * A point in a search at which the user wants to know what comes next; everything is a revision.
 *
 * @param expected what git has checked out before the last verdict, if that bears on the answer
 * @param checked whether git has said before that no merge base must be tested, and does not look again
 * @param paths pathspecs to which the search is limited; empty for all
 */
record NextQuestion(
        String bad,
        List<String> goods,
        List<String> skips,
        Optional<String> expected,
        boolean checked,
        List<String> paths) {
    NextQuestion {
        goods = List.copyOf(goods);
        skips = List.copyOf(skips);
        paths = List.copyOf(paths);
    }
}
