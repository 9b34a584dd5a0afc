package culprit.driver.cli;

import culprit.report.crash.BadExpressionException;
import culprit.report.crash.CrashRules;
import culprit.report.crash.Dialect;
import culprit.report.crash.LineExpression;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What counts as a crash besides what is known of Linux. */
final class CrashOptions {
    /** Expressions in a list of the settings file; a comma may stand in one. */
    private static final String SEPARATOR = "\n";

    @Option(
            names = "--crash-regexp",
            paramLabel = "REGEX",
            split = SEPARATOR,
            hideParamSyntax = true,
            converter = Expression.class,
            description =
                    "A console line with a match of this RE2 expression is a crash; the match, or its first group,"
                            + " is the title. Repeatable.")
    private List<LineExpression> crashes = new ArrayList<>();

    @Option(
            names = "--ignore",
            paramLabel = "REGEX",
            split = SEPARATOR,
            hideParamSyntax = true,
            converter = Expression.class,
            description = "A console line with a match is no crash, whatever else it says. Repeatable.")
    private List<LineExpression> ignored = new ArrayList<>();

    CrashRules rules(Dialect dialect) {
        return new CrashRules(dialect, crashes, ignored);
    }

    /** An expression that can be used. */
    static final class Expression implements ITypeConverter<LineExpression> {
        @Override
        public LineExpression convert(String text) {
            try {
                return LineExpression.of(text);
            } catch (BadExpressionException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
