package culprit.driver.journal;

import culprit.driver.procedure.Build;
import culprit.report.Event;
import culprit.report.Outcome;
import culprit.report.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a journal holds of one test of a commit, or of its build without a test.
 *
 * <p>Runs that this machine spoiled ({@link Outcome#INFRA}) are no evidence, not even if the test was judged with them:
 * they are made again.
 *
 * @param events in the order of the journal; of one commit
 */
record Evidence(List<Event.Evidence> events) {
    Evidence {
        events = List.copyOf(events);
    }

    /** What the last build gave; nothing if it was not finished. */
    Optional<Build> build() {
        Optional<Build> build = Optional.empty();
        for (Event.Evidence event : events) {
            if (event instanceof Event.TestStarted) {
                build = Optional.empty();
            } else if (event instanceof Event.KernelBuilt built) {
                build = Optional.of(Build.succeeded(built.signature(), built.elapsed()));
            } else if (event instanceof Event.BuildFailed failed) {
                build = Optional.of(Build.failed(failed.error(), failed.elapsed()));
            }
        }
        return build;
    }

    /** The runs with an answer, in the order of their numbers; those from the given number on are not asked for. */
    List<Run> runs(int wanted) {
        return answers(wanted).values().stream().map(Event.RunFinished::run).toList();
    }

    private Map<Integer, Event.RunFinished> answers(int wanted) {
        Map<Integer, Event.RunFinished> answers = new TreeMap<>();
        for (Event.Evidence event : events) {
            if (event instanceof Event.TestStarted) {
                answers.clear();
            } else if (event instanceof Event.RunFinished finished
                    && finished.run().number() < wanted
                    && finished.run().outcome() != Outcome.INFRA) {
                answers.put(finished.run().number(), finished);
            }
        }
        return answers;
    }

    /** What is to be told again of a test with so many runs, in the order in which it happened. */
    List<Event> story(int wanted) {
        Map<Integer, Event.RunFinished> answers = answers(wanted);
        Set<Event> story = new LinkedHashSet<>();
        for (Event.Evidence event : events) {
            if (event instanceof Event.TestStarted started) {
                story.clear(); // A build that was interrupted has been repeated.
                story.add(started);
            } else if (event instanceof Event.KernelBuilt
                    || event instanceof Event.BuildFailed
                    || (event instanceof Event.GuestsRemarked && wanted > 0)) {
                story.add((Event) event);
            } else if (event instanceof Event.RunStarted run && run.run() < wanted) {
                story.add(run);
            } else if (event instanceof Event.RunFinished run
                    && run.equals(answers.get(run.run().number()))) {
                story.add(run);
            }
        }
        return List.copyOf(story);
    }

    boolean isJudged() {
        return events.stream().anyMatch(Event.TestJudged.class::isInstance);
    }

    /** When what is known ended. */
    Instant finished(int wanted) {
        return judgedAtLast()
                .map(Event.TestJudged::at)
                .or(() -> answers(wanted).values().stream()
                        .map(Event.RunFinished::at)
                        .max(Comparator.naturalOrder()))
                .orElseGet(this::endOfBuild);
    }

    /** For how long there were runs; the time between two processes is not included. */
    Duration elapsed(int wanted) {
        return judgedAtLast().map(Event.TestJudged::elapsed).orElseGet(() -> covered(answers(wanted)));
    }

    private Optional<Event.TestJudged> judgedAtLast() {
        return events.get(events.size() - 1) instanceof Event.TestJudged judged
                ? Optional.of(judged)
                : Optional.empty();
    }

    /** The time that the runs cover together, where those that overlap count once. */
    private static Duration covered(Map<Integer, Event.RunFinished> runs) {
        List<Event.RunFinished> ordered = new ArrayList<>(runs.values());
        ordered.sort(Comparator.comparing(Evidence::begin));
        Duration covered = Duration.ZERO;
        Instant until = Instant.MIN;
        for (Event.RunFinished run : ordered) {
            Instant from = begin(run).isBefore(until) ? until : begin(run);
            if (run.at().isAfter(from)) {
                covered = covered.plus(Duration.between(from, run.at()));
                until = run.at();
            }
        }
        return covered;
    }

    private static Instant begin(Event.RunFinished run) {
        return run.at().minus(run.run().elapsed());
    }

    private Instant endOfBuild() {
        Instant end = Instant.EPOCH;
        for (Event.Evidence event : events) {
            if (event instanceof Event.TestStarted started) {
                end = started.at();
            } else if (event instanceof Event.BuildFailed failed) {
                end = end.plus(failed.elapsed());
            }
        }
        return end;
    }
}
