package culprit.report.crash;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Checks that every kind of stack trace a report announces has frames, and that there is one at all. */
final class TraceCheck {
    /** How many lines behind the announcement a frame must stand. */
    private static final int FRAMES_WITHIN = 15;

    /** Fewer lines than that, with the announcement, are the rest of a text that was cut off. */
    private static final int SHORTEST_TRACE = 3;

    private static final String NO_STACK = "(stack is not available)";

    private final List<String> lines;

    private TraceCheck(List<String> lines) {
        this.lines = lines;
    }

    /** What is wrong with the traces of a report; empty if nothing is. */
    static Optional<Corruption> of(List<String> lines) {
        return new TraceCheck(lines).check();
    }

    private Optional<Corruption> check() {
        boolean seen = false;
        for (Pattern kind : StackText.TRACE_STARTS) {
            int start = firstLine(kind);
            if (start < 0) {
                continue;
            }
            if (lines.size() - start < SHORTEST_TRACE) {
                return Optional.of(Corruption.CUT_OFF_TRACE);
            }
            boolean hasFrames = hasFramesBehind(start);
            if (!hasFrames && kind != StackText.RISCV_REGISTERS) {
                return Optional.of(Corruption.EMPTY_TRACE);
            }
            seen |= hasFrames;
        }
        return seen ? Optional.empty() : Optional.of(Corruption.NO_TRACE);
    }

    private int firstLine(Pattern kind) {
        return IntStream.range(0, lines.size())
                .filter(i -> kind.matcher(lines.get(i)).find())
                .findFirst()
                .orElse(-1);
    }

    private boolean hasFramesBehind(int start) {
        return lines.subList(start + 1, Math.min(lines.size(), start + 1 + FRAMES_WITHIN)).stream()
                .takeWhile(line -> !StackText.startsTrace(line))
                .anyMatch(line ->
                        line.contains(NO_STACK) || !StackText.functionsIn(line).isEmpty());
    }
}
