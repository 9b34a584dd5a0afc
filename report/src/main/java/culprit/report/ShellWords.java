package culprit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of shell as git writes it: words apart by blanks, quoted with apostrophes or not at all, and a comment.
 *
 * @param words without their quotes
 * @param comment from its {@code #} on; empty if there is none
 * @param isComplete whether every quote has its end
 */
record ShellWords(List<String> words, String comment, boolean isComplete) {
    ShellWords {
        words = List.copyOf(words);
    }

    /** Words as git quotes them, each with a space before it; inside, a quote or a '!' stands outside, behind a backslash. */
    static String quoted(List<String> words) {
        return words.stream()
                .map(word -> " '" + word.replace("'", "'\\''").replace("!", "'\\!'") + "'")
                .collect(Collectors.joining());
    }

    static ShellWords of(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            char first = line.charAt(at);
            if (isBlank(first)) {
                at++;
                continue;
            }
            if (first == '#') {
                return new ShellWords(words, line.substring(at), true);
            }
            StringBuilder word = new StringBuilder();
            boolean quoted = false;
            for (; at < line.length() && (quoted || !isBlank(line.charAt(at))); at++) {
                char c = line.charAt(at);
                if (c == '\'') {
                    quoted = !quoted;
                } else if (c == '\\' && !quoted && at + 1 < line.length()) {
                    at++;
                    word.append(line.charAt(at));
                } else {
                    word.append(c);
                }
            }
            words.add(word.toString());
            if (quoted) {
                return new ShellWords(words, "", false);
            }
        }
        return new ShellWords(words, "", true);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
