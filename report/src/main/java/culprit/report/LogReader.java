package culprit.report;

import culprit.report.Event.BisectionStarted;
import culprit.report.Event.HostNamed;
import culprit.report.Event.Noted;
import culprit.report.Event.ReleaseTesting;
import culprit.report.Event.ToolsBuilding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads a log of syzbot of any era, of which it finds out the days while it reads.
 *
 * <ul>
 *   <li>{@link SyzbotText}, with any era of the period that is found, writes the events again to the very same bytes,
 *       whatever the log holds.
 *   <li>A line that no rule knows is given as {@link Event.Verbatim} and counted.
 *   <li>No more of the log is kept than one event has; a text beyond 1 MiB comes in pieces.
 * </ul>
 */
public final class LogReader {
    private final Cursor cursor;
    private final Transcript transcript;
    private final TestLines tests;
    private final SearchLines searches;
    private final EndingLines ending;
    private final Map<Enum<?>, Runnable> rules = new HashMap<>();

    /** Whether git has been told something, so that its words follow. */
    private boolean gitSpeaks;

    private Optional<LocalDate> started = Optional.empty();

    /** Takes events with the numbers of their first lines, from 1. */
    @FunctionalInterface
    public interface Sink {
        void accept(long line, Event event);
    }

    private LogReader(InputStream in, Sink sink) {
        this.cursor = new Cursor(new Lines(in));
        this.transcript = new Transcript(cursor, sink);
        this.tests = new TestLines(cursor, transcript);
        this.searches = new SearchLines(cursor, transcript, tests);
        this.ending = new EndingLines(cursor, transcript);
        rules.put(Line.CAUSE_START, () -> start(Direction.CAUSE, Line.CAUSE_START));
        rules.put(Line.FIX_START, () -> start(Direction.FIX, Line.FIX_START));
        rules.put(
                Line.TOOLS,
                () -> transcript.add(new ToolsBuilding(take(Line.TOOLS).get(0))));
        rules.put(Line.RELEASE, this::release);
        rules.put(Line.TOTALS, ending::read);
        for (Note note : Note.values()) {
            rules.put(note, () -> noted(note));
        }
        tests.register(rules);
        searches.register(rules);
    }

    /**
     * Reads a log to its end.
     *
     * @throws IOException if the stream fails; never because of what it holds
     */
    public static Reading read(InputStream in, Sink sink) throws IOException {
        try {
            return new LogReader(in, sink).read();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Reading read() {
        transcript.begin();
        if (!cursor.isAtEnd()) {
            opening();
        }
        boolean inText = false;
        while (!cursor.isAtEnd()) {
            transcript.begin();
            Optional<Grammar.Match> match = cursor.match();
            if (match.isPresent()) {
                known(match.get());
            } else {
                unknown(inText);
            }
            inText = cursor.isOverflown() || (inText && match.isEmpty());
        }
        cursor.narrow(tests.daysOfSignatures());
        return new Reading(
                cursor.number(),
                cursor.carried(),
                transcript.unknown(),
                transcript.unknownLines(),
                transcript.isCutOff(),
                cursor.period(),
                started);
    }

    /** The first line may name the host; or the whole text is an error. */
    private void opening() {
        List<String> host = cursor.take(Line.HOST);
        if (host != null) {
            started = day(host.get(1));
            transcript.add(new HostNamed(host.get(0), host.get(1)));
        } else if (BareError.isStart(cursor.text())) {
            String text = cursor.carry();
            if (!cursor.isOverflown() && (cursor.isAtEnd() || cursor.isCutOff())) {
                transcript.add(TextKind.BARE_ERROR, cursor.isAtEnd() ? text : text + cursor.skip());
            } else {
                transcript.reject(text);
            }
        }
    }

    private static Optional<LocalDate> day(String time) {
        try {
            return Optional.of(LocalDate.parse(time.substring(0, Math.min("2022-07-19".length(), time.length()))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void known(Grammar.Match match) {
        Object kind = match.rule().kind();
        Objects.requireNonNull(rules.get(kind), () -> "no reader of " + kind).run();
        gitSpeaks = searches.asksGit(match);
        if (!tests.isPartOfBuild(match)) {
            tests.endBuild();
        }
    }

    private void unknown(boolean inText) {
        if (inText) {
            transcript.skip(true);
        } else if (tests.expectsBuild()) {
            tests.unbuilt();
        } else if (gitSpeaks) {
            gitSpeaks = false;
            searches.warned();
        } else {
            transcript.skip(false);
        }
    }

    private List<String> take(Line kind) {
        List<String> values = cursor.take(kind);
        if (values == null) {
            throw new IllegalStateException("line " + cursor.number() + " was taken for " + kind);
        }
        return values;
    }

    private void start(Direction direction, Line kind) {
        transcript.add(new BisectionStarted(direction, Instant.EPOCH, take(kind).get(0), ""));
    }

    private void release() {
        String tag = take(Line.RELEASE).get(0);
        tests.release(tag);
        transcript.add(new ReleaseTesting(tag));
    }

    private void noted(Note note) {
        List<String> facts = new ArrayList<>(cursor.match().orElseThrow().values());
        cursor.pass(note.period());
        if (note.hasBlankLine() && !cursor.passBlank()) {
            transcript.reject();
            return;
        }
        if (note.isOpen()) {
            int last = facts.size() - 1;
            facts.set(last, facts.get(last) + cursor.carryOn());
        }
        transcript.add(new Noted(note, facts));
    }
}
