package culprit.report.terminal;

import culprit.report.Event;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a bisection stands, as its events so far tell.
 *
 * @param begin what it looks for, and where
 * @param tested the tests that were judged, in their order; a commit that was tested again only once, with the runs of all
 *     tests that one kernel had
 * @param present what is being built or run, or was when the bisection was interrupted
 * @param step the last choice of the search, unless it is over
 * @param end how it ended
 */
public record Standing(
        Optional<Event.BisectionStarted> begin,
        List<Tested> tested,
        Optional<Present> present,
        Optional<Event.SearchStepped> step,
        Optional<Event.BisectionFinished> end) {

    public Standing {
        tested = List.copyOf(tested);
    }

    /** A test that was judged; title raw. */
    public record Tested(String commit, String title, Verdict verdict, List<Run> runs) {}

    /**
     * A test that is not judged.
     *
     * @param built whether the runs have begun
     * @param runs those that ended, in the order in which they did; spoiled ones are made again and not included
     */
    public record Present(Event.TestStarted start, boolean built, List<Run> runs) {
        /** How many of the runs crashed. */
        public long crashed() {
            return runs.stream().filter(run -> run.outcome() == Outcome.CRASHED).count();
        }
    }

    /** The standing after these events. */
    public static Standing of(List<Event> events) {
        Map<String, String> titles = new LinkedHashMap<>();
        all(events, Event.TestStarted.class).forEach(start -> titles.put(start.commit(), start.title()));
        Map<String, Tested> tested = tested(events, titles);
        Optional<Event.BisectionFinished> end = last(events, Event.BisectionFinished.class);
        return new Standing(
                last(events, Event.BisectionStarted.class),
                List.copyOf(tested.values()),
                end.isPresent() ? Optional.empty() : present(events),
                end.isPresent() ? Optional.empty() : last(events, Event.SearchStepped.class),
                end);
    }

    private static Map<String, Tested> tested(List<Event> events, Map<String, String> titles) {
        Map<String, Tested> tested = new LinkedHashMap<>();
        Set<String> continued = new HashSet<>();
        for (Event event : events) {
            if (event instanceof Event.TestContinued more) {
                continued.add(more.commit());
            } else if (event instanceof Event.TestJudged test) {
                List<Run> runs = new ArrayList<>(test.runs());
                Tested before = tested.get(test.commit());
                if (continued.remove(test.commit()) && before != null) {
                    runs.addAll(0, before.runs());
                }
                String title = titles.getOrDefault(test.commit(), "");
                tested.put(test.commit(), new Tested(test.commit(), title, test.verdict(), runs));
            }
        }
        return tested;
    }

    private static Optional<Present> present(List<Event> events) {
        Optional<Event> begin = events.stream()
                .filter(event -> event instanceof Event.TestStarted || event instanceof Event.TestContinued)
                .reduce((earlier, later) -> later);
        if (begin.isEmpty()) {
            return Optional.empty();
        }
        List<Event> since = events.subList(events.lastIndexOf(begin.get()), events.size());
        String commit = ((Event.Evidence) begin.get()).commit();
        Optional<Event.TestStarted> start = all(events, Event.TestStarted.class).stream()
                .filter(test -> test.commit().equals(commit))
                .reduce((earlier, later) -> later);
        List<Run> runs = all(since, Event.RunFinished.class).stream()
                .map(Event.RunFinished::run)
                .filter(run -> run.outcome() != Outcome.INFRA)
                .toList();
        boolean built = begin.get() instanceof Event.TestContinued
                || !all(since, Event.KernelBuilt.class).isEmpty();
        return all(since, Event.TestJudged.class).isEmpty()
                ? start.map(test -> new Present(test, built, runs))
                : Optional.empty();
    }

    private static <T extends Event> List<T> all(List<Event> events, Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static <T extends Event> Optional<T> last(List<Event> events, Class<T> kind) {
        return all(events, kind).stream().reduce((earlier, later) -> later);
    }

    /**
     * The standing for a person, without line ends.
     *
     * @param now for how long ago things were
     * @param runs how many a test has; 0 if that is decided as it goes
     * @param log where the full log is
     */
    public List<String> lines(Instant now, int runs, Path log) {
        List<String> lines = new ArrayList<>();
        begin.ifPresent(event -> {
            lines.add(Wording.aim(event));
            lines.add("begun " + event.at().truncatedTo(ChronoUnit.SECONDS) + ", " + since(event.at(), now) + " ago");
        });
        if (!tested.isEmpty()) {
            lines.add(Wording.counted(tested.size(), "revision") + " tested:");
        }
        for (Tested test : tested) {
            String outcomes = test.runs().isEmpty() ? "not run" : Wording.runs(test.runs());
            lines.add(
                    "  " + test.verdict().word() + " " + Wording.named(test.commit(), test.title()) + ": " + outcomes);
        }
        present.ifPresent(test -> lines.add(doing(test, now, runs)));
        step.ifPresent(event -> lines.add(Wording.counted(event.left(), "revision") + " left to test after "
                + Wording.commit(event.commit()) + ", roughly " + Wording.counted(event.steps(), "step")));
        end.ifPresent(event -> lines.addAll(Summary.of(event.conclusion(), event.totals(), log)));
        return lines;
    }

    private static String doing(Present test, Instant now, int runs) {
        String commit = Wording.named(test.start().commit(), test.start().title());
        int done = test.runs().size();
        String so = runs == 0 ? Wording.counted(done, "run") : done + " of " + Wording.counted(runs, "run");
        return test.built()
                ? "testing " + commit + ": " + so + " done, " + test.crashed() + " crashed"
                : "building " + commit + ", begun " + since(test.start().at(), now) + " ago";
    }

    /** Never negative, though the clock of a machine may be set back. */
    private static String since(Instant then, Instant now) {
        return Wording.rough(now.isBefore(then) ? Duration.ZERO : Duration.between(then, now));
    }
}
