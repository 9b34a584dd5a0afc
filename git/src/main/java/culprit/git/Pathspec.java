package culprit.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Paths as git's commands take them behind "--", from the top directory of the tree: files, directories with all that is
 * below them, and patterns; see "pathspec" in gitglossary(7).
 *
 * <p>On purpose: where all paths are excluded ones, nothing matches. Other commands of git take such paths for everything
 * but these, git bisect finds no commit to test.
 *
 * <p>Of the magic words, top, exclude, literal, glob and icase are known, and the short forms of the first two. Not attr: git
 * answers it from the files of a work tree, which there may not be.
 */
final class Pathspec extends TreeFilter {
    private static final Set<String> KNOWN_MAGIC = Set.of("top", "exclude", "literal", "glob", "icase");

    private final List<PathPattern> included;
    private final List<PathPattern> excluded;

    private Pathspec(List<PathPattern> included, List<PathPattern> excluded) {
        this.included = included;
        this.excluded = excluded;
    }

    /**
     * The paths that some arguments stand for.
     *
     * @throws BadInputException for magic that is not known, and for paths outside of the tree
     */
    static Pathspec of(List<String> arguments) throws BadInputException {
        List<PathPattern> included = new ArrayList<>();
        List<PathPattern> excluded = new ArrayList<>();
        for (String argument : arguments) {
            Set<String> magic = new TreeSet<>();
            String path = withoutMagic(argument, magic);
            if (magic.contains("literal") && magic.contains("glob")) {
                throw new BadInputException("path \"" + argument + "\": it cannot be literal and a glob at once");
            }
            PathPattern pattern = PathPattern.of(normal(path, argument), magic);
            (magic.contains("exclude") ? excluded : included).add(pattern);
        }
        return new Pathspec(included, excluded);
    }

    /** The path behind a start such as ":(exclude,glob)" or ":!"; adds the words before it. */
    private static String withoutMagic(String argument, Set<String> magic) throws BadInputException {
        if (!argument.startsWith(":")) {
            return argument;
        }
        int at = 1;
        if (argument.startsWith(":(")) {
            int end = argument.indexOf(')');
            if (end < 0) {
                throw new BadInputException("path \"" + argument + "\": the ')' behind its magic is missing");
            }
            for (String word : argument.substring(2, end).split(",", 0)) {
                if (!word.isEmpty() && !KNOWN_MAGIC.contains(word)) {
                    throw unknown(argument, word);
                }
                magic.add(word);
            }
            return argument.substring(end + 1);
        }
        for (; at < argument.length() && "!^/".indexOf(argument.charAt(at)) >= 0; at++) {
            magic.add(argument.charAt(at) == '/' ? "top" : "exclude");
        }
        if (at < argument.length() && argument.charAt(at) == ':') {
            return argument.substring(at + 1);
        }
        if (at < argument.length() && "\"#%&'-,;<=>@_`~".indexOf(argument.charAt(at)) >= 0) {
            throw unknown(argument, argument.substring(at, at + 1));
        }
        return argument.substring(at);
    }

    private static BadInputException unknown(String argument, String word) {
        return new BadInputException("path \"" + argument + "\": the magic \"" + word
                + "\" is not understood; known are " + String.join(", ", new TreeSet<>(KNOWN_MAGIC)));
    }

    /** The path without "." and "..", and with one '/' between its parts; one at the end stays. */
    private static String normal(String path, String argument) throws BadInputException {
        if (path.startsWith("/")) {
            throw new BadInputException(
                    "path \"" + argument + "\" is absolute: name it from the top directory of the tree");
        }
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", 0)) {
            if (part.equals("..") && parts.isEmpty()) {
                throw new BadInputException("path \"" + argument + "\" leads out of the tree");
            }
            if (part.equals("..")) {
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        String joined = String.join("/", parts);
        return path.endsWith("/") && !joined.isEmpty() ? joined + "/" : joined;
    }

    /** Whether a file is among the paths; one character per byte. */
    boolean matches(String path) {
        return included.stream().anyMatch(pattern -> pattern.matches(path))
                && excluded.stream().noneMatch(pattern -> pattern.matches(path));
    }

    @Override
    public boolean include(TreeWalk walk) {
        String path = new String(walk.getRawPath(), StandardCharsets.ISO_8859_1);
        return walk.isSubtree()
                ? included.stream().anyMatch(pattern -> pattern.mayMatchBelow(path + "/"))
                : matches(path);
    }

    @Override
    public boolean shouldBeRecursive() {
        return true;
    }

    @Override
    public TreeFilter clone() {
        return this;
    }
}
