package culprit.report.crash;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A family of messages, known by a text that all of them contain.
 *
 * @param anchor that text
 * @param harmless lines with the anchor that mean no harm
 * @param formats the messages of the family, the most specific first; their first patterns begin with the anchor
 */
record Detector(String anchor, List<Harmless> harmless, List<Format> formats) {
    Detector {
        harmless = List.copyOf(harmless);
        formats = List.copyOf(formats);
    }

    /**
     * Lines that are no crash.
     *
     * @param days when they were known to be none
     */
    record Harmless(Pattern pattern, Dialect.Days days) {}

    static Detector of(String anchor, Format... formats) {
        return new Detector(anchor, List.of(), List.of(formats));
    }

    static Detector inGroups(String anchor, List<List<Format>> groups) {
        return new Detector(
                anchor, List.of(), groups.stream().flatMap(List::stream).toList());
    }

    /** The same family without the lines that match one of these, in the notation of {@link Notation}. */
    Detector except(String... notations) {
        return except(Dialect.Days.ALWAYS, notations);
    }

    /** The same, for days on which these lines were known to be harmless. */
    Detector except(Dialect.Days days, String... notations) {
        Stream<Harmless> more = Stream.of(notations).map(notation -> new Harmless(Notation.compile(notation), days));
        return new Detector(anchor, Stream.concat(harmless.stream(), more).toList(), formats);
    }

    /** The family as it was known on a day. */
    Detector in(Dialect dialect) {
        return new Detector(
                anchor,
                harmless.stream().filter(line -> dialect.has(line.days())).toList(),
                formats.stream().filter(format -> dialect.has(format.days())).toList());
    }

    boolean fires(String line) {
        return line.contains(anchor)
                && harmless.stream()
                        .noneMatch(one -> one.pattern().matcher(line).find());
    }
}
