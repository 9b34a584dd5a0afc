package culprit.git;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One of the paths to which a search is limited; one character per byte.
 *
 * @param path a file or a directory; with '/' at its end a directory only
 * @param glob what the whole path of another file may match, if there is a wildcard
 * @param ignoresCase whether small and capital letters are the same; {@code path} has small ones then
 */
record PathPattern(String path, Optional<Pattern> glob, boolean ignoresCase) {
    private static final String WILDCARDS = "*?[\\";

    /**
     * The pattern of a path.
     *
     * @param path without magic; with the word "glob" no wildcard but "**" stands for a '/', with "literal" there is none,
     *     with "icase" letters of ASCII are the same whatever their case
     */
    static PathPattern of(String path, Set<String> magic) {
        String bytes = new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        boolean isPlain = magic.contains("literal") || bytes.length() == fixed(bytes);
        boolean ignoresCase = magic.contains("icase");
        Optional<Pattern> glob = isPlain
                ? Optional.empty()
                : Optional.of(new Glob(bytes, magic.contains("glob"), ignoresCase).pattern());
        return new PathPattern(ignoresCase ? small(bytes) : bytes, glob, ignoresCase);
    }

    /** A text with small letters for the capital ones of ASCII. */
    private static String small(String text) {
        StringBuilder small = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            small.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        return small.toString();
    }

    /** Characters before the first wildcard. */
    private static int fixed(String path) {
        int fixed = 0;
        while (fixed < path.length() && WILDCARDS.indexOf(path.charAt(fixed)) < 0) {
            fixed++;
        }
        return fixed;
    }

    /** Whether a file matches. */
    boolean matches(String file) {
        return isAtOrBelow(ignoresCase ? small(file) : file)
                || (glob.isPresent() && glob.get().matcher(file).matches());
    }

    private boolean isAtOrBelow(String file) {
        if (path.isEmpty()) {
            return true;
        }
        String directory = path.endsWith("/") ? path : path + "/";
        return file.startsWith(directory) || file.equals(path);
    }

    /** Whether a file below a directory, given with '/' at its end, may match. */
    boolean mayMatchBelow(String directory) {
        String start = glob.isPresent() ? path.substring(0, fixed(path)) : path;
        String wanted = ignoresCase ? small(directory) : directory;
        return start.startsWith(wanted) || wanted.startsWith(start);
    }
}
