package culprit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in a log that is being read: what the line there is, in view of all lines before. One thread's. */
final class Cursor {
    private final Lines lines;
    private final List<String> taken = new ArrayList<>();
    private Period period = Period.ALWAYS;
    private Grammar.@Nullable Match match;
    private long takenFrom;
    private long carried;
    private boolean overflown;

    Cursor(Lines lines) {
        this.lines = lines;
        advance();
    }

    private void advance() {
        lines.advance();
        match = lines.isWhole() ? Grammar.match(lines.text(), period) : null;
    }

    boolean isAtEnd() {
        return lines.isAtEnd();
    }

    long number() {
        return lines.number();
    }

    /** The days on which all lines so far can have been written. */
    Period period() {
        return period;
    }

    /** How many lines were carried by the events before them. */
    long carried() {
        return carried;
    }

    /** What the line is; empty if it cannot start an event. */
    Optional<Grammar.Match> match() {
        return Optional.ofNullable(match);
    }

    /** Whether the line starts an event of this kind. */
    boolean at(Line kind) {
        return match != null && match.is(kind);
    }

    /** What stands in the slots of the line if it is of this kind; null if it is not. */
    @Nullable
    List<String> read(Line kind) {
        if (!lines.isWhole() || !allows(kind.period())) {
            return null;
        }
        return match != null && match.is(kind) ? match.values() : kind.form().match(lines.text());
    }

    /** The same, and goes on to the next line if it is. */
    @Nullable
    List<String> take(Line kind) {
        List<String> values = read(kind);
        if (values != null) {
            pass(kind.period());
        }
        return values;
    }

    /** Goes on to the next line from a whole one, of a kind that logs have in this period. */
    void pass(Period other) {
        period = period.and(other);
        if (taken.isEmpty()) {
            takenFrom = lines.number();
        }
        taken.add(lines.text());
        advance();
    }

    /** Whether the log can be of that period. */
    boolean allows(Period other) {
        return other.equals(Period.ALWAYS) || !period.and(other).isEmpty();
    }

    /** Takes the log to be of that period too, if it can be. */
    boolean narrow(Period other) {
        boolean possible = allows(other);
        if (possible && !other.equals(Period.ALWAYS)) {
            period = period.and(other);
            match = lines.isWhole() ? Grammar.match(lines.text(), period) : null;
        }
        return possible;
    }

    /** Goes past the blank line after git's words; false if one is there, or lacks, against the habits of the time. */
    boolean passEndOfGit() {
        boolean blank = lines.isWhole() && lines.text().isEmpty();
        if (blank && allows(Line.BLANK)) {
            pass(Line.BLANK);
            return true;
        }
        return narrow(Line.NO_BLANK);
    }

    /** Goes past a blank line if one is there. */
    boolean passBlank() {
        boolean blank = lines.isWhole() && lines.text().isEmpty();
        if (blank) {
            pass(Period.ALWAYS);
        }
        return blank;
    }

    /** From here on {@link #rejected} gives back what is taken. */
    void begin() {
        forget();
        overflown = false;
    }

    /** The lines passed so far are certain, {@link #rejected} does not give them back. */
    void forget() {
        taken.clear();
    }

    /** The lines passed since {@link #begin}, for events that turn out to be none; may be empty. */
    String rejected() {
        StringBuilder text = new StringBuilder();
        taken.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** The number of the first of these lines. */
    long rejectedFrom() {
        return takenFrom;
    }

    /** The last so many lines are carried by no event after all. */
    void uncarry(long count) {
        carried -= count;
    }

    /** The following lines that start no event, each with its newline; no more than {@link Lines#LIMIT}. */
    String carry() {
        if (match != null || !lines.isWhole()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        while (match == null && lines.isWhole() && text.length() + lines.text().length() < Lines.LIMIT) {
            text.append(lines.text()).append('\n');
            carried++;
            advance();
        }
        overflown = match == null && !lines.isAtEnd() && !isCutOff();
        return text.toString();
    }

    /** Passes lines that start no event, up to one of this kind; gives them, each with its newline. */
    String passUpTo(Line kind) {
        StringBuilder text = new StringBuilder();
        while (match == null && lines.isWhole() && read(kind) == null && text.length() < Lines.LIMIT) {
            text.append(lines.text()).append('\n');
            pass(Period.ALWAYS);
        }
        return text.toString();
    }

    /** The same as {@link #carry} as the continuation of a text: the newline before it instead of that at its end. */
    String carryOn() {
        String text = carry();
        return text.isEmpty() ? "" : "\n" + text.substring(0, text.length() - 1);
    }

    /** Whether text that was to be carried goes on here. */
    boolean isOverflown() {
        return overflown;
    }

    /** Goes on to the next line from any; gives this one, with its newline if it has one. */
    String skip() {
        String text = lines.isTerminated() ? lines.text() + "\n" : lines.text();
        advance();
        return text;
    }

    /** Whether the line has no newline because the log ends there. */
    boolean isCutOff() {
        return !lines.isTerminated() && lines.text().length() < Lines.LIMIT;
    }

    /** The line, or the piece of it that is here, without its newline. */
    String text() {
        return lines.text();
    }
}
