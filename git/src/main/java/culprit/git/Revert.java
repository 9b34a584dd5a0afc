package culprit.git;

import java.util.List;
import java.util.Optional;

/**
 * What came of the attempt to take the change of one commit out of another.
 *
 * @param commit the commit without the change, if there is one
 * @param conflicts the paths that stand in the way, one character per byte; empty unless the change is in conflict
 */
public record Revert(Kind kind, Optional<Commit> commit, List<String> conflicts) {
    /** How it went. */
    public enum Kind {
        /** There is a commit without the change. */
        REVERTED,
        /** What came after the change touches the same lines or files. */
        CONFLICT,
        /** The other commit does not have the change, or nothing of it any more. */
        NOTHING_LEFT,
        /** The commit is a merge: each parent gives another answer to what it changes. */
        MERGE,
        /** The commit has no parent whose content could be put back. */
        ROOT
    }

    public Revert {
        conflicts = List.copyOf(conflicts);
    }

    static Revert by(Commit commit) {
        return new Revert(Kind.REVERTED, Optional.of(commit), List.of());
    }

    static Revert without(Kind kind) {
        return new Revert(kind, Optional.empty(), List.of());
    }

    static Revert conflict(List<String> paths) {
        return new Revert(Kind.CONFLICT, Optional.empty(), paths);
    }
}
