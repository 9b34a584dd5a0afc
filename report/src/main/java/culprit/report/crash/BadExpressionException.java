package culprit.report.crash;

/** A text is no regular expression that can be used; the message says where and why. */
public final class BadExpressionException extends Exception {
    private static final long serialVersionUID = 1;

    BadExpressionException(String expression, int column, String problem) {
        super("\"" + expression + "\" is no expression that can be used: column " + column + ": " + problem);
    }
}
