package culprit.report.crash;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One step of a search for the guilty frame.
 *
 * @param goal go to the next line with this pattern and collect the functions it captures; empty: collect the frames of
 *     a trace
 */
record Step(Optional<Pattern> goal) {
    /** Collect frames until the trace ends: at the start of another, or at the line the next step goes to. */
    static final Step WALK = new Step(Optional.empty());

    /** To the line that tells where the processor was; a user address has no name to collect. */
    static final Step INSTRUCTION_POINTER = to(StackText.INSTRUCTION_POINTER);

    /** To the line after which the stack is listed. */
    static final Step TRACE_HEADER = to("Call Trace:|Call trace:|Backtrace:");

    /** To a line in the notation of {@link Notation}. */
    static Step to(String notation) {
        return new Step(Optional.of(Notation.compile(notation)));
    }
}
