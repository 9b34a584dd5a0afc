package culprit.report.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message looks like: a pattern on one line, then others, each on the nearest later line that has it.
 *
 * <p>Each later pattern is searched once, line by line, so the cost is linear in the text. Where a later pattern occurs
 * several times on its line, the last occurrence counts: locks are listed with the place that took them at the end.
 */
final class Passage {
    private final Pattern head;
    private final boolean wrapped;
    private final List<Pattern> later;

    private Passage(Pattern head, boolean wrapped, List<Pattern> later) {
        this.head = head;
        this.wrapped = wrapped;
        this.later = later;
    }

    /** A message in the notation of {@link Notation}, one text for each line. */
    static Passage of(String head, String... later) {
        List<Pattern> patterns = new ArrayList<>();
        for (String notation : later) {
            patterns.add(Notation.compile(".*(?:" + notation + ")"));
        }
        return new Passage(Notation.compile(head), false, List.copyOf(patterns));
    }

    /** A message that is known word by word, of which a part is captured. */
    static Passage exactly(String message, String part) {
        int at = message.indexOf(part);
        String regex = Pattern.quote(message.substring(0, at)) + "(" + Pattern.quote(part) + ")";
        return new Passage(Pattern.compile(regex), false, List.of());
    }

    /** One pattern that may contain line feeds: a message whose line the console may have broken. */
    static Passage wrapped(String notation) {
        return new Passage(Notation.compile(notation), true, List.of());
    }

    /** The first place where the whole message stands. It always begins with the text's anchor. */
    Optional<Match> find(AnchoredText text) {
        for (AnchoredText.Place place : text.places()) {
            String line = text.lines().get(place.line());
            Matcher matcher =
                    head.matcher(wrapped ? text.paragraph(place.line()) : line).useAnchoringBounds(false);
            if (matcher.region(place.column(), matcher.regionEnd()).lookingAt()) {
                List<String> captures = new ArrayList<>();
                addCaptures(matcher, captures);
                // Were the rest missing below the first head, it would be missing below every other.
                return findLater(text.lines(), place.line() + 1, captures)
                        ? Optional.of(new Match(place, captures))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean findLater(List<String> lines, int from, List<String> captures) {
        int line = from;
        for (Pattern pattern : later) {
            Matcher matcher = null;
            while (line < lines.size() && matcher == null) {
                Matcher candidate = pattern.matcher(lines.get(line++));
                matcher = candidate.lookingAt() ? candidate : null;
            }
            if (matcher == null) {
                return false;
            }
            addCaptures(matcher, captures);
        }
        return true;
    }

    /** Appends what the groups of a match captured, without the groups that took no part. */
    static void addCaptures(Matcher matcher, List<String> captures) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String captured = matcher.group(group);
            if (captured != null) {
                captures.add(captured);
            }
        }
    }

    /**
     * Where a message stands.
     *
     * @param place where it begins
     * @param captures what the groups captured, in order
     */
    record Match(AnchoredText.Place place, List<String> captures) {
        Match {
            captures = List.copyOf(captures);
        }
    }
}
