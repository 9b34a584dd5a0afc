package culprit.git;

import java.util.regex.Pattern;

/**
 * A pattern of the shell as a regular expression.
 *
 * <p>'?' is any character, '*' any number of them, "[...]" one of a set, which may name classes such as [:alpha:]. With {@code keepsSlashes} none of these is a '/',
 * and only "**" between slashes or at an end stands for directories, however many; without, they may be one.
 */
final class Glob {
    private static final String ALL_DIRECTORIES = "**";

    private final String glob;
    private final boolean keepsSlashes;
    private final boolean ignoresCase;
    private final StringBuilder expression = new StringBuilder();

    /** A pattern; case is ignored of letters of ASCII only. */
    Glob(String glob, boolean keepsSlashes, boolean ignoresCase) {
        this.glob = glob;
        this.keepsSlashes = keepsSlashes;
        this.ignoresCase = ignoresCase;
    }

    Pattern pattern() {
        int at = 0;
        while (at < glob.length()) {
            char c = glob.charAt(at);
            switch (c) {
                case '*' -> at = stars(at);
                case '?' -> {
                    expression.append(keepsSlashes ? "[^/]" : ".");
                    at++;
                }
                case '[' -> at = set(at);
                case '\\' -> {
                    literal(at + 1 < glob.length() ? glob.charAt(at + 1) : c);
                    at += 2;
                }
                default -> {
                    literal(c);
                    at++;
                }
            }
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL | (ignoresCase ? Pattern.CASE_INSENSITIVE : 0));
    }

    private void literal(char c) {
        expression.append(Pattern.quote(String.valueOf(c)));
    }

    private int stars(int from) {
        int to = from;
        while (to < glob.length() && glob.charAt(to) == '*') {
            to++;
        }
        boolean startsPart = from == 0 || glob.charAt(from - 1) == '/';
        boolean endsPart = to == glob.length() || glob.charAt(to) == '/';
        if (!keepsSlashes || (to - from == ALL_DIRECTORIES.length() && startsPart && endsPart && to == glob.length())) {
            expression.append(".*");
            return to;
        }
        if (to - from == ALL_DIRECTORIES.length() && startsPart && endsPart) {
            expression.append("(?:.*/)?");
            return to + 1;
        }
        expression.append("[^/]*");
        return to;
    }

    /** A set; a '[' without its ']' matches nothing, as in git. */
    private int set(int from) {
        GlobSet set = GlobSet.at(glob, from, ignoresCase);
        expression.append(keepsSlashes ? "(?!/)" : "").append(set.expression());
        return set.end();
    }
}
