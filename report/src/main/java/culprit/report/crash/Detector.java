package culprit.report.crash;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A family of messages, known by a text that all of them contain.
 *
 * @param anchor that text
 * @param ignored lines with the anchor that mean no harm
 * @param formats the messages of the family, the most specific first; their first patterns begin with the anchor
 */
record Detector(String anchor, List<Pattern> ignored, List<Format> formats) {
    Detector {
        ignored = List.copyOf(ignored);
        formats = List.copyOf(formats);
    }

    static Detector of(String anchor, Format... formats) {
        return new Detector(anchor, List.of(), List.of(formats));
    }

    static Detector inGroups(String anchor, List<List<Format>> groups) {
        return new Detector(
                anchor, List.of(), groups.stream().flatMap(List::stream).toList());
    }

    /** The same family without the lines that match one of these, in the notation of {@link Notation}. */
    Detector except(String... notations) {
        return new Detector(
                anchor, List.of(notations).stream().map(Notation::compile).toList(), formats);
    }

    boolean fires(String line) {
        return line.contains(anchor)
                && ignored.stream().noneMatch(pattern -> pattern.matcher(line).find());
    }
}
