package culprit.report;

import culprit.report.Event.BisectionFinished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the totals and the conclusion of a bisection. One thread's. */
final class EndingLines {
    private static final String NOT_REPRODUCED = Conclusion.notReproduced().error();

    private final Cursor cursor;
    private final Transcript transcript;

    EndingLines(Cursor cursor, Transcript transcript) {
        this.cursor = cursor;
        this.transcript = transcript;
    }

    void read() {
        Optional<Totals> totals = totals(cursor.match().orElseThrow().values());
        if (totals.isEmpty()) {
            transcript.skip(false);
            return;
        }
        cursor.pass(Period.ALWAYS);
        cursor.forget();
        Optional<Conclusion> conclusion = conclusion();
        transcript.add(new BisectionFinished(conclusion.orElseGet(Conclusion::untold), totals.get()));
        transcript.reject();
    }

    private static Optional<Totals> totals(List<String> values) {
        Optional<Duration> total = GoText.duration(values.get(1));
        Optional<Duration> build = GoText.duration(values.get(2));
        Optional<Duration> test = GoText.duration(values.get(3));
        if (total.isEmpty() || build.isEmpty() || test.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Totals(Integer.parseInt(values.get(0)), total.get(), build.get(), test.get()));
    }

    /** None if the lines here are not all that a conclusion has; they are passed then as far as they are. */
    private Optional<Conclusion> conclusion() {
        List<String> error = cursor.take(Line.ERROR);
        if (error != null) {
            String text = error.get(0) + cursor.carryOn();
            cursor.forget();
            return Optional.of(text.equals(NOT_REPRODUCED) ? Conclusion.notReproduced() : Conclusion.failed(text));
        }
        return named(Line.FIRST_BAD, Direction.CAUSE)
                .or(() -> named(Line.FIRST_GOOD, Direction.FIX))
                .or(() -> candidates(Line.ANY_BAD, Direction.CAUSE))
                .or(() -> candidates(Line.ANY_GOOD, Direction.FIX))
                .or(() -> outside(Line.OLDEST_BAD, Conclusion.Kind.OLDEST_RELEASE_BAD))
                .or(() -> outside(Line.OLDEST_BAD_NEW, Conclusion.Kind.OLDEST_RELEASE_BAD))
                .or(() -> outside(Line.HEAD_BAD, Conclusion.Kind.HEAD_BAD))
                .or(() -> outside(Line.HEAD_BAD_NEW, Conclusion.Kind.HEAD_BAD))
                .or(() -> outside(Line.UNFIXED, Conclusion.Kind.HEAD_BAD));
    }

    private Optional<Conclusion> named(Line kind, Direction direction) {
        List<String> first = cursor.take(kind);
        if (first == null) {
            return Optional.empty();
        }
        Optional<List<String>> to = recipients(Line.CC);
        Optional<List<String>> copied = Optional.of(List.of());
        if (to.isEmpty()) {
            to = recipients(Line.RECIPIENTS_TO);
            copied = to.flatMap(found -> recipients(Line.RECIPIENTS_CC));
        }
        if (to.isEmpty() || copied.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Conclusion.named(Conclusion.Kind.CULPRIT, first.get(0), first.get(1), crash())
                .withDirection(direction)
                .withRecipients(to.get(), copied.get()));
    }

    private Optional<List<String>> recipients(Line kind) {
        List<String> line = cursor.read(kind);
        Optional<List<String>> list = line == null ? Optional.empty() : GoText.quoted(line.get(0));
        list.ifPresent(read -> cursor.pass(kind.period()));
        return list;
    }

    private Optional<Conclusion> candidates(Line kind, Direction direction) {
        if (cursor.take(kind) == null) {
            return Optional.empty();
        }
        List<String> candidates = new ArrayList<>();
        for (List<String> hash = cursor.take(Line.HASH); hash != null; hash = cursor.take(Line.HASH)) {
            candidates.add(hash.get(0));
        }
        cursor.forget();
        return Optional.of(Conclusion.candidates(candidates).withDirection(direction));
    }

    private Optional<Conclusion> outside(Line kind, Conclusion.Kind conclusion) {
        if (cursor.take(kind) == null) {
            return Optional.empty();
        }
        List<String> title = cursor.take(Line.MESSAGE);
        if (title == null && !cursor.narrow(Period.until(Change.HASHES_AT_START))) {
            return Optional.empty();
        }
        Direction direction = conclusion == Conclusion.Kind.HEAD_BAD ? Direction.FIX : Direction.CAUSE;
        return Optional.of(Conclusion.named(conclusion, "", title == null ? "" : title.get(0), crash())
                .withDirection(direction));
    }

    /**
     * The crash, whose report ends with a blank line even if it is empty. What was passed before it is certain; if
     * nothing follows its title, that line is rejected.
     */
    private Optional<CrashReport> crash() {
        cursor.forget();
        List<String> title = cursor.take(Line.CRASH);
        if (title == null) {
            return Optional.empty();
        }
        String report = cursor.carry();
        if (report.isEmpty()) {
            return Optional.empty();
        }
        cursor.forget();
        return Optional.of(new CrashReport(title.get(0), Bytes.of(report.substring(0, report.length() - 1))));
    }
}
