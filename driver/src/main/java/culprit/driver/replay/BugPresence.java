package culprit.driver.replay;

import java.util.List;
import java.util.Optional;

/**
 * What a log in search of a fix says of whether a commit has the bug in its history at all.
 *
 * @param commit the commit
 * @param reachable an ancestor of it that crashed
 * @param bases without such: the merge bases with the commit where the bug was found
 */
record BugPresence(String commit, Optional<String> reachable, List<String> bases) {
    BugPresence {
        bases = List.copyOf(bases);
    }
}
