package culprit.git;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How wide git takes an output to be that is no terminal. */
public final class Columns {
    /** The width where nothing else is said. */
    public static final int DEFAULT = 80;

    /** A number that a C program reads, of no more digits than a long has. */
    private static final Pattern NUMBER =
            Pattern.compile("[ \\t\\n\\x0b\\f\\r]*([+-]?[0-9]{1,18})(?![0-9]).*", Pattern.DOTALL);

    private Columns() {}

    /** The width that the environment variable COLUMNS names, if it does. */
    public static int of(@Nullable String variable) {
        Matcher number = NUMBER.matcher(variable == null ? "" : variable);
        // On purpose: larger numbers lose their upper half, as in git.
        int columns = number.matches() ? (int) Long.parseLong(number.group(1)) : 0;
        return columns > 0 ? columns : DEFAULT;
    }
}
