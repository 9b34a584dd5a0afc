package culprit.report.crash;

/** Why a crash report cannot be trusted to be one whole report. */
public enum Corruption {
    /** What the console says is a known message without the rest that names the bug. */
    NO_DETAILS("the message lacks what names the bug"),
    /** What the console says is known to be the rest of a damaged report. */
    DAMAGED_MESSAGE("the message is the rest of a damaged report"),
    /** All functions on the stack are generic code, or there is none, or another stack stands in between. */
    NO_GUILTY_FRAME("the stack trace names no function that could be to blame"),
    /** Two lines were glued together. */
    TIMESTAMP_IN_TITLE("two console lines are glued together in the title"),
    /** Text ends at the header of the trace. */
    CUT_OFF_TRACE("a stack trace is announced where the text ends"),
    /** Other text follows the header of the trace. */
    EMPTY_TRACE("a stack trace is announced and no frame follows"),
    /** Messages of this kind come with one. */
    NO_TRACE("there is no stack trace where one belongs"),
    /** Anything may be missing. */
    CONSOLE_LOST("the machine lost its console");

    private final String inWords;

    Corruption(String inWords) {
        this.inWords = inWords;
    }

    /** The reason as a clause. */
    public String inWords() {
        return inWords;
    }
}
