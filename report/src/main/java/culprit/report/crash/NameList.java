package culprit.report.crash;

import java.util.List;
import java.util.regex.Pattern;

/** A set of function names, given as regular expressions that match anywhere in a name. */
final class NameList {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_:]+");

    /** Most expressions have no special characters: searched as texts they cost a tenth. */
    private final List<String> texts;

    private final Pattern others;

    /** An empty list contains no name. */
    NameList(List<String> expressions) {
        texts = expressions.stream()
                .filter(text -> PLAIN.matcher(text).matches())
                .toList();
        List<String> rest =
                expressions.stream().filter(text -> !texts.contains(text)).toList();
        others = Pattern.compile(rest.isEmpty() ? "(?!)" : String.join("|", rest));
    }

    static NameList fromFile(String file) {
        return new NameList(RuleFile.lines(file));
    }

    boolean contains(String name) {
        for (String text : texts) {
            if (name.contains(text)) {
                return true;
            }
        }
        return others.matcher(name).find();
    }
}
