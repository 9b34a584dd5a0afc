package culprit.report.crash;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import culprit.report.RawText;
import java.util.Optional;

/**
 * A user's regular expression of console lines, in the syntax of RE2. It is searched anywhere in a line, without its
 * prefix being cut off, in time linear in the line. Other letters than those of ASCII stand for their bytes in UTF-8.
 */
public final class LineExpression {
    /** How RE2/J calls a closing parenthesis that nothing opens. */
    private static final String UNDERFLOW = "regexp/syntax: internal error";

    private final String text;
    private final Pattern pattern;

    private LineExpression(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /**
     * Reads an expression.
     *
     * @throws BadExpressionException when it is not one, or matches every line
     */
    public static LineExpression of(String text) throws BadExpressionException {
        Optional<PatternSyntaxException> error = errorIn(text);
        if (error.isPresent()) {
            String description = error.get().getDescription();
            throw new BadExpressionException(
                    text, column(text, error.get()), description.equals(UNDERFLOW) ? "unexpected )" : description);
        }
        Pattern pattern = Pattern.compile(RawText.of(text));
        if (pattern.matcher("").find()) {
            throw new BadExpressionException(text, 1, "it matches the empty text, and so every line");
        }
        return new LineExpression(text, pattern);
    }

    /** An expression that finds this text. */
    static LineExpression literally(String text) {
        return new LineExpression(text, Pattern.compile(Pattern.quote(RawText.of(text))));
    }

    private static Optional<PatternSyntaxException> errorIn(String text) {
        try {
            Pattern.compile(text);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(e);
        }
    }

    /** RE2/J names a part at most, not its place: there the shortest beginning of the text ends that has the error. */
    private static int column(String text, PatternSyntaxException error) {
        int end = text.length();
        while (end > 1
                && errorIn(text.substring(0, end - 1))
                        .filter(other -> other.getDescription().equals(error.getDescription()))
                        .isPresent()) {
            end--;
        }
        String part = error.getPattern();
        int start = text.lastIndexOf(part, end - 1);
        boolean isPlace = start >= 0 && start + part.length() >= end && !part.equals(text);
        return isPlace ? start + 1 : end;
    }

    boolean matches(String line) {
        return pattern.matcher(line).find();
    }

    /** What it finds in a line: the first group, or the whole match if it has no group or this one took no part. */
    Optional<Found> find(String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.find()) {
            return Optional.empty();
        }
        boolean named = matcher.groupCount() > 0
                && matcher.group(1) != null
                && !matcher.group(1).isBlank();
        return Optional.of(new Found(matcher.group(), named ? matcher.group(1) : matcher.group()));
    }

    /**
     * What was found.
     *
     * @param match the text that matches
     * @param title what it calls the crash
     */
    record Found(String match, String title) {}

    /** The expression as the user wrote it. */
    @Override
    public String toString() {
        return text;
    }
}
