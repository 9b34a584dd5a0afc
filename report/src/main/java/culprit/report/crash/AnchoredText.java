package culprit.report.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The lines in which a title is looked for, and which of them contain the text that announced the crash.
 *
 * @param lines the lines, the crash line first
 * @param anchored indices of the lines with the anchor
 */
record AnchoredText(List<String> lines, List<Integer> anchored) {
    private static final int PARAGRAPH = 256;

    AnchoredText {
        lines = List.copyOf(lines);
        anchored = List.copyOf(anchored);
    }

    static AnchoredText of(List<String> lines, String anchor) {
        return new AnchoredText(
                lines,
                IntStream.range(0, lines.size())
                        .filter(i -> lines.get(i).contains(anchor))
                        .boxed()
                        .toList());
    }

    /** A line together with what follows it, up to about {@value #PARAGRAPH} characters more. */
    String paragraph(int line) {
        StringBuilder text = new StringBuilder(lines.get(line));
        int limit = text.length() + PARAGRAPH;
        for (int i = line + 1; i < lines.size() && text.length() < limit; i++) {
            text.append('\n').append(lines.get(i));
        }
        return text.toString();
    }

    /** The text from a match on, as lines. */
    List<String> from(Passage.Match match) {
        List<String> rest = new ArrayList<>(lines.subList(match.line(), lines.size()));
        rest.set(0, rest.get(0).substring(match.column()));
        return rest;
    }
}
