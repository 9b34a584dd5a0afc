package culprit.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what a line is that may stand anywhere in a log: the first line of an event. */
final class Grammar {
    private static final Set<Line> STARTS = EnumSet.range(Line.CAUSE_START, Line.TOTALS);

    static {
        // These have a meaning only after certain other lines.
        STARTS.removeAll(EnumSet.of(
                Line.COMPILER,
                Line.TEST_FAILED,
                Line.CHECKED_OUT,
                Line.ANY_OF,
                Line.HASH,
                Line.NO_MORE,
                Line.PARENT_SIGNATURE,
                Line.OLD_PARENT_SIGNATURE));
    }

    /** Rules by the first char of their lines. */
    private static final List<List<Rule>> RULES = new ArrayList<>();

    private static final int CHARS = 128;

    static {
        for (int i = 0; i < CHARS; i++) {
            RULES.add(new ArrayList<>());
        }
        STARTS.forEach(line -> add(new Rule(line, line.form(), line.period())));
        for (Note note : Note.values()) {
            add(new Rule(note, note.form(), note.period()));
        }
    }

    private Grammar() {}

    /**
     * One kind of line.
     *
     * @param kind a {@link Line} or a {@link Note}
     */
    record Rule(Enum<?> kind, Form form, Period period) {}

    /** What a line is, and what stands in its slots. */
    record Match(Rule rule, List<String> values) {
        boolean is(Line line) {
            return rule.kind() == line;
        }

        Optional<Note> note() {
            return rule.kind() instanceof Note note ? Optional.of(note) : Optional.empty();
        }
    }

    private static void add(Rule rule) {
        String opening = rule.form().opening();
        // What starts with a slot here starts with a hash.
        for (char first : (opening.isEmpty() ? "0123456789abcdef" : opening.substring(0, 1)).toCharArray()) {
            RULES.get(first).add(rule);
        }
    }

    /** What the line is in a log of this period; null if no rule knows. */
    static @Nullable Match match(String line, Period period) {
        if (line.isEmpty() || line.charAt(0) >= CHARS) {
            return null;
        }
        for (Rule rule : RULES.get(line.charAt(0))) {
            List<String> values = rule.form().match(line);
            if (values != null && !period.and(rule.period()).isEmpty()) {
                return new Match(rule, values);
            }
        }
        return null;
    }
}
