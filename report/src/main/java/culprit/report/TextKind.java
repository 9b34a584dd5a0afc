package culprit.report;

/** Why a passage of a recorded log is kept as it stands. */
public enum TextKind {
    /** No rule knows these lines. */
    UNKNOWN,
    /** Goes on with the text of the event before, which is too long to be kept in one piece. */
    CONTINUED,
    /** What a tool printed, about which the log says more later. */
    TOOL_OUTPUT,
    /** The whole text is the error that ended a bisection, without the log of it. */
    BARE_ERROR,
    /** The last line, without a newline: the log breaks off. */
    CUT_OFF
}
