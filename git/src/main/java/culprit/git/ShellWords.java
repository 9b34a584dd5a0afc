package culprit.git;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jgit.util.QuotedString;

/** Words in single quotes, each with a space before it, as git writes paths into BISECT_NAMES. */
final class ShellWords {
    private ShellWords() {}

    /** The words in quotes; inside of them a quote, and a '!' too, stands outside behind a backslash. */
    static String quoted(List<String> words) {
        return words.stream().map(word -> " " + QuotedString.BOURNE.quote(word)).collect(Collectors.joining());
    }

    /** The words of such a text; of any other text, what the shell makes of quotes, backslashes and spaces. */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        boolean inQuotes = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                inQuotes = !inQuotes;
                inWord = true;
            } else if (!inQuotes && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else {
                boolean isEscaped = !inQuotes && c == '\\' && i + 1 < text.length();
                word.append(isEscaped ? text.charAt(++i) : c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
