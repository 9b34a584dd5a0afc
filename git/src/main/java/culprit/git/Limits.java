package culprit.git;

import java.util.ArrayList;
import java.util.List;

/**
 * What part of a history is searched.
 *
 * @param firstParent whether of a merge only the first parent's side is searched
 * @param paths pathspecs as git has them, from the top directory: only commits that change something there; empty for all
 */
public record Limits(boolean firstParent, List<String> paths) {
    /** The whole history. */
    public static final Limits NONE = new Limits(false, List.of());

    public Limits {
        paths = List.copyOf(paths);
    }

    /**
     * Fails for limits within which nothing can be searched.
     *
     * @throws BadInputException for paths that are not understood
     */
    public void requireUnderstood() throws BadInputException {
        Pathspec.of(paths);
    }

    /** The same as arguments of {@code git bisect start} that follow all others. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(firstParent ? List.of("--first-parent") : List.of());
        if (!paths.isEmpty()) {
            arguments.add("--");
            arguments.addAll(paths);
        }
        return List.copyOf(arguments);
    }
}
