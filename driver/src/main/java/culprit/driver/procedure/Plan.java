package culprit.driver.procedure;

import culprit.git.Commit;
import culprit.report.Direction;
import culprit.report.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a bisection starts from.
 *
 * @param direction what it looks for
 * @param started when it began
 * @param bad the commit that shows the crash
 * @param goods CAUSE: commits known to be without it; empty: the newest release without it is looked for
 * @param skips ids of commits known to be untestable
 * @param tip FIX: the commit where the crash may be gone; it is tested
 * @param crossTree FIX: whether {@code bad} is no ancestor of the tip, but on a branch beside it
 * @param origin what is said of where the bisection runs and with what
 */
public record Plan(
        Direction direction,
        Instant started,
        Commit bad,
        List<Commit> goods,
        List<String> skips,
        Optional<Commit> tip,
        boolean crossTree,
        Origin origin) {
    public Plan {
        goods = List.copyOf(goods);
        skips = List.copyOf(skips);
    }

    /** A search for the cause of a crash. */
    public static Plan cause(Instant started, Commit bad, List<Commit> goods) {
        return new Plan(Direction.CAUSE, started, bad, goods, List.of(), Optional.empty(), false, Origin.UNTOLD);
    }

    /** A search for what ended a crash between a commit and a later one. */
    public static Plan fix(Instant started, Commit bad, Commit tip) {
        return new Plan(Direction.FIX, started, bad, List.of(), List.of(), Optional.of(tip), false, Origin.UNTOLD);
    }

    /** This search for a fix from a commit on another branch. */
    public Plan acrossTrees() {
        return new Plan(direction, started, bad, goods, skips, tip, true, origin);
    }

    /** This plan of a bisection that began at that time and is continued. */
    public Plan since(Instant beginning) {
        return new Plan(direction, beginning, bad, goods, skips, tip, crossTree, origin);
    }

    /** This plan without a test of these commits. */
    public Plan skipping(List<String> others) {
        return new Plan(direction, started, bad, goods, others, tip, crossTree, origin);
    }

    /** This plan with its origin. */
    public Plan from(Origin other) {
        return new Plan(direction, started, bad, goods, skips, tip, crossTree, other);
    }

    /** The titles of the commits that it names, by their ids. */
    public Map<String, String> titles() {
        return Stream.of(List.of(bad), goods, tip.stream().toList())
                .flatMap(List::stream)
                .collect(Collectors.toMap(Commit::id, Commit::title, (one, same) -> one));
    }

    /**
     * What syzbot's logs say before the first test.
     *
     * @param host the machine and its clock
     * @param tools the revision of syzkaller whose tools are used
     * @param rewritten the commit where the crash was first seen, if {@code bad} was found in its place by its title
     */
    public record Origin(Optional<Event.HostNamed> host, Optional<String> tools, Optional<String> rewritten) {
        /** Nothing is said. */
        public static final Origin UNTOLD = new Origin(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
