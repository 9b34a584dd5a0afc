package culprit.report.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the lines of a stack trace look on the architectures Linux prints them for. */
final class StackText {
    /** In the notation of {@link Notation}; captures the function if the address has one. */
    static final String INSTRUCTION_POINTER = "(?:IP|NIP|pc |PC is at):? (?:"
            + "(?:[0-9]+:)?(?:{PC} +){0,2}{FUNC}"
            + "|(?:[0-9]+:)?0x[0-9a-f]+"
            + "|(?:[0-9]+:)?{PC} +(?:\\[< +\\(null\\)>\\] +)?\\(null\\)"
            + "|[0-9]+: +\\(null\\))";

    /** The registers a RISC-V oops ends with, after which the trace follows without a header. */
    static final Pattern RISCV_REGISTERS =
            Notation.compile("status: [0-9a-f]{16} badaddr: [0-9a-f]{16} cause: [0-9a-f]{16}");

    /** The kinds of lines that announce a stack trace. */
    static final List<Pattern> TRACE_STARTS = List.of(
            Notation.compile("Call (?:Trace|trace)"),
            Notation.compile("Allocated:"),
            Notation.compile("Allocated by task [0-9]+:"),
            Notation.compile("Freed:"),
            Notation.compile("Freed by task [0-9]+:"),
            // "stack backtrace:" is lockdep's heading of a trace that has its own "Call Trace:".
            Notation.compile("[^k] backtrace(?: \\(crc [0-9a-f]+\\))?:"),
            Notation.compile("Backtrace:"),
            Notation.compile("Uninit was stored to memory at"),
            RISCV_REGISTERS);

    private static final Pattern FRAME = Notation.compile(" *(?:{PC} ){0,2}{FUNC}");
    private static final Pattern ARM_FRAME = Notation.compile(" *{PC} \\(([A-Za-z0-9_.]+)\\) from {PC} \\({FUNC}");
    private static final Pattern FAULT_INJECTION =
            Notation.compile("(?: {PC})? should_fail(?:slab)?(?:\\.[a-z0-9.]+)?\\+0x");

    private StackText() {}

    static boolean startsTrace(String line) {
        return TRACE_STARTS.stream().anyMatch(start -> start.matcher(line).find());
    }

    /** Whether the line belongs to the stack of an injected fault, printed into the middle of the report. */
    static boolean isInjectedFault(String line) {
        return FAULT_INJECTION.matcher(line).lookingAt();
    }

    /** The functions a line of a trace names: none, one, or on ARM the function and its caller. */
    static List<String> functionsIn(String line) {
        List<String> functions = new ArrayList<>();
        Matcher frame = FRAME.matcher(line);
        if (frame.lookingAt()) {
            Passage.addCaptures(frame, functions);
            return functions;
        }
        Matcher arm = ARM_FRAME.matcher(line);
        if (arm.lookingAt()) {
            Passage.addCaptures(arm, functions);
        }
        return functions;
    }
}
