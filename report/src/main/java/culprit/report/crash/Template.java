package culprit.report.crash;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A title with holes: <code>{1}</code>, <code>{2}</code> … are the captures of the message, <code>{F}</code> is the
 * guilty function and <code>{F2}</code> the second one.
 */
record Template(String text) {
    private static final Pattern HOLE = Pattern.compile("\\{(?:([1-9])|F([12]?))\\}");

    String fill(List<String> captures, List<String> functions) {
        return HOLE.matcher(text)
                .replaceAll(hole -> Matcher.quoteReplacement(
                        hole.group(1) != null
                                ? captures.get(Integer.parseInt(hole.group(1)) - 1)
                                : functions.get("2".equals(hole.group(2)) ? 1 : 0)));
    }
}
