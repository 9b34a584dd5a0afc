package culprit.report.crash;

import java.util.List;
import java.util.regex.Pattern;

/** A set of function names, given as regular expressions that match anywhere in a name. */
final class NameList {
    private final Pattern any;

    /** An empty list contains no name. */
    NameList(List<String> expressions) {
        any = Pattern.compile(expressions.isEmpty() ? "(?!)" : String.join("|", expressions));
    }

    static NameList fromFile(String file) {
        return new NameList(RuleFile.lines(file));
    }

    boolean contains(String name) {
        return any.matcher(name).find();
    }
}
