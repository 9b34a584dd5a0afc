package culprit.driver.gitlog;

import culprit.git.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of {@code git bisect start}.
 *
 * @param terms as given, else undecided
 * @param isFirstParentOnly whether only first parents are followed
 * @param names revisions, the bad one first; without a separator, paths may follow them
 * @param paths what stands behind the separator
 * @param isSeparated whether there is a separator
 */
record StartArguments(
        Terms terms, boolean isFirstParentOnly, List<String> names, List<String> paths, boolean isSeparated) {
    StartArguments {
        names = List.copyOf(names);
        paths = List.copyOf(paths);
    }

    static StartArguments of(List<String> arguments) {
        String bad = "";
        String good = "";
        boolean firstParent = false;
        int at = 0;
        for (; at < arguments.size() && isOption(arguments.get(at)); at++) {
            String option = arguments.get(at);
            firstParent |= option.equals("--first-parent");
            boolean isTerm = option.startsWith("--term-");
            if (isTerm && !option.contains("=") && at + 1 < arguments.size()) {
                at++;
                option += "=" + arguments.get(at);
            }
            bad = term(option, "new", "bad").orElse(bad);
            good = term(option, "old", "good").orElse(good);
        }
        List<String> rest = arguments.subList(at, arguments.size());
        int separator = rest.indexOf("--");
        boolean separated = separator >= 0;
        return new StartArguments(
                terms(bad, good),
                firstParent,
                separated ? rest.subList(0, separator) : rest,
                separated ? rest.subList(separator + 1, rest.size()) : List.of(),
                separated);
    }

    /** What part of the history is searched. */
    Limits limits() {
        return new Limits(isFirstParentOnly, paths);
    }

    private static boolean isOption(String argument) {
        return argument.startsWith("--") && argument.length() > 2;
    }

    private static Optional<String> term(String option, String name, String otherName) {
        for (String prefix : List.of("--term-" + name + "=", "--term-" + otherName + "=")) {
            if (option.startsWith(prefix)) {
                return Optional.of(option.substring(prefix.length()));
            }
        }
        return Optional.empty();
    }

    /** Whoever gives one term only keeps git's own word for the other. */
    private static Terms terms(String bad, String good) {
        if (bad.isEmpty() && good.isEmpty()) {
            return Terms.UNDECIDED;
        }
        return new Terms(bad.isEmpty() ? "bad" : bad, good.isEmpty() ? "good" : good);
    }

    /** The same with only so many revisions; what follows them are paths. */
    StartArguments withRevisions(int count) {
        List<String> allPaths = new ArrayList<>(names.subList(count, names.size()));
        allPaths.addAll(paths);
        return new StartArguments(terms, isFirstParentOnly, names.subList(0, count), allPaths, isSeparated);
    }
}
