package culprit.driver.audit;

import java.util.List;

/**
 * Something that speaks against the result of a bisection, or for it.
 *
 * @param against whether it speaks against the result
 * @param text in words; raw text where it quotes the log
 * @param lines the numbers, from 1, of the lines of the log that show it; empty if it is that something is missing
 */
public record Reason(boolean against, String text, List<Long> lines) {
    /** Keeps its own copy. */
    public Reason {
        lines = List.copyOf(lines);
    }
}
