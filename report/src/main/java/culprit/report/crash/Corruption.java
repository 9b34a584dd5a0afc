package culprit.report.crash;

/** Why a crash report cannot be trusted to be one whole report. */
public enum Corruption {
    /** The message is known, but what names the bug is missing. */
    NO_DETAILS,
    /** The message is known to be the rest of a damaged report. */
    DAMAGED_MESSAGE,
    /** The stack trace names no function that could be to blame. */
    NO_GUILTY_FRAME,
    /** A console timestamp stands in the title: two lines were glued together. */
    TIMESTAMP_IN_TITLE,
    /** A stack trace is announced, and the text ends there. */
    CUT_OFF_TRACE,
    /** A stack trace is announced, and no frame follows. */
    EMPTY_TRACE,
    /** There is no stack trace where one belongs. */
    NO_TRACE,
    /** The machine lost its console. */
    CONSOLE_LOST
}
