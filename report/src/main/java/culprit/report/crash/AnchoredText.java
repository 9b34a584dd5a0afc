package culprit.report.crash;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines in which a title is looked for, and where in them the text stands that announced the crash.
 *
 * @param lines the lines, the crash line first
 * @param places where the anchor stands, top down and left to right; of one line at most the first
 *     {@value #PLACES_ON_LINE} places, so that repeating the anchor does not multiply the work
 */
record AnchoredText(List<String> lines, List<Place> places) {
    private static final int PLACES_ON_LINE = 8;
    private static final int PARAGRAPH = 256;

    AnchoredText {
        lines = List.copyOf(lines);
        places = List.copyOf(places);
    }

    static AnchoredText of(List<String> lines, String anchor) {
        List<Place> places = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            int column = lines.get(line).indexOf(anchor);
            for (int i = 0; i < PLACES_ON_LINE && column >= 0; i++) {
                places.add(new Place(line, column));
                column = lines.get(line).indexOf(anchor, column + 1);
            }
        }
        return new AnchoredText(lines, places);
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

    /** The text from a place on, as lines. */
    List<String> from(Place place) {
        List<String> rest = new ArrayList<>(lines.subList(place.line(), lines.size()));
        rest.set(0, rest.get(0).substring(place.column()));
        return rest;
    }

    /** A position in the text: the index of a line and of a character on it. */
    record Place(int line, int column) {
        boolean before(Place other) {
            return line < other.line || (line == other.line && column < other.column);
        }
    }
}
