package culprit.vm.symbols;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what addr2line says with {@code -a -f -i}: for each address a line with the address, then for each function that
 * is there two lines, its name and its position, the innermost first.
 */
final class Answers {
    private static final Pattern ADDRESS = Pattern.compile("(?m)^0x(?=[0-9a-f]{1,16}$)");

    /** An unknown position is {@code ??:0}, {@code ??:?} or a path without a line number. */
    private static final Pattern POSITION =
            Pattern.compile("(?!\\?\\?)(.+):([1-9][0-9]{0,8})(?: \\(discriminator [0-9]+\\))?");

    private Answers() {}

    /** The places of those addresses where the position of the outermost function, which is no inlined one, is known. */
    static Map<Long, List<SourceLine>> parse(String text) {
        Map<Long, List<SourceLine>> known = new HashMap<>();
        for (String answer : ADDRESS.split(text, -1)) {
            List<String> lines = answer.lines().toList();
            if (lines.size() >= 3) {
                List<SourceLine> places = places(lines.subList(1, lines.size()));
                if (!places.isEmpty()) {
                    known.put(Long.parseUnsignedLong(lines.get(0), 16), places);
                }
            }
        }
        return known;
    }

    private static List<SourceLine> places(List<String> lines) {
        List<SourceLine> places = new ArrayList<>();
        Optional<SourceLine> place = Optional.empty();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            place = place(lines.get(i), lines.get(i + 1));
            place.ifPresent(places::add);
        }
        return place.isPresent() ? places : List.of();
    }

    private static Optional<SourceLine> place(String function, String text) {
        Matcher position = POSITION.matcher(text);
        return position.matches()
                ? Optional.of(new SourceLine(function, position.group(1), Integer.parseInt(position.group(2))))
                : Optional.empty();
    }
}
