package culprit.driver.investigation;

import culprit.driver.identity.Alias;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.TestRequest;
import culprit.driver.procedure.TestResult;
import culprit.driver.procedure.Tester;
import culprit.git.Commit;
import culprit.report.CrashReport;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.Note;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.Totals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has commits tested, as often as need be, keeps what that showed, and tells it. One investigation's. */
final class Testing {
    /** A crash that shows in one run of twenty is missed in so many with 5 %. */
    private static final int TRIES = 60;

    /** So many times as many runs as are wanted may be made to make up for others. */
    private static final int SPARE = 5;

    private final Tester tester;
    private final EventSink events;
    private final Recognition recognition;
    private final Bill bill;
    private final Map<String, Revision> revisions = new LinkedHashMap<>();

    Testing(Tester tester, EventSink events, Recognition recognition, Instant started) {
        this.tester = tester;
        this.events = events;
        this.recognition = recognition;
        this.bill = new Bill(started);
    }

    /**
     * Lets a commit run the reproducer until the bug shows, at most so many more times. A run that ends in another crash is
     * made up for by a further one, unless too many do.
     */
    Revision untilItShows(Commit commit, int more) throws InfraException, InterruptedException {
        List<Run> done = done(commit);
        int most = done.size() + SPARE * (more + SPARE);
        return test(new TestRequest(commit, most).endingWhen(all -> isAnswered(done, all, more)), more);
    }

    private boolean isAnswered(List<Run> done, List<Run> all, int more) {
        List<Run> fresh = without(done, all);
        return recognition.count(RunKind.TARGET, fresh) > 0
                || fresh.size() - recognition.count(RunKind.OTHER, fresh) >= more
                || recognition.isHidden(all)
                || recognition.isHopeless(all);
    }

    /** Sees the bug where it was found, often enough to know it again: what the commit shows is the target from here on. */
    Revision reproduce(Commit bad) throws InfraException, InterruptedException {
        return test(new TestRequest(bad, TRIES).endingWhen(recognition::isEnoughToKnow), TRIES);
    }

    /** The runs of a commit that are not to be made again. */
    private List<Run> done(Commit commit) {
        return of(commit.id()).map(Revision::answered).orElse(List.of());
    }

    private Revision test(TestRequest request, int more) throws InfraException, InterruptedException {
        Commit commit = request.commit();
        List<Run> done = done(commit);
        Optional<Revision> before = of(commit.id());
        if (before.isPresent()) {
            events.accept(new Event.TestContinued(commit.id(), more));
        }
        TestResult result =
                tester.test(before.isPresent() ? request.knowing(before.get().build(), done) : request);
        bill.add(result, before.isEmpty());
        List<Run> runs = new ArrayList<>(result.runs());
        runs.sort(Comparator.comparingInt(Run::number));
        List<Run> fresh = without(done, runs);
        requireGuests(commit, fresh);
        Revision revision = new Revision(commit, result.build(), runs, recognition);
        revisions.put(commit.id(), revision);
        learn(revision);
        events.accept(new Event.TestJudged(
                result.finished(), commit.id(), revision.standing().verdict(), fresh, result.elapsed()));
        return revision;
    }

    /** The runs that were made since those. */
    static List<Run> without(List<Run> done, List<Run> all) {
        return all.stream().filter(run -> !done.contains(run)).toList();
    }

    /** Where not one guest can be run, more tests would not either. */
    private static void requireGuests(Commit commit, List<Run> runs) throws InfraException {
        if (!runs.isEmpty() && runs.stream().allMatch(run -> run.outcome() == Outcome.INFRA)) {
            throw new InfraException("this machine runs no guest of " + commit.id() + ": "
                    + runs.get(0).title());
        }
    }

    private void learn(Revision revision) {
        if (!recognition.knowsTarget()) {
            recognition.lookFor(revision.runs());
            return;
        }
        for (Alias alias : recognition.learn(revision.commit().id(), revision.runs())) {
            say("\"" + alias.signature().title() + "\" counts as the target from here on, for it is " + alias.reason());
        }
    }

    /** Tells a person and the log. */
    void say(String words) {
        events.accept(Note.SAID.of(words));
    }

    /** What is known of a commit, if it was tested. */
    Optional<Revision> of(String commit) {
        return Optional.ofNullable(revisions.get(commit));
    }

    /** The crash of the first commit that showed the bug. */
    Optional<CrashReport> firstCrash() {
        return revisions.values().stream()
                .flatMap(revision -> revision.crash().stream())
                .findFirst();
    }

    /** Everything that was tested, in the order of the first tests. */
    List<Revision> all() {
        return List.copyOf(revisions.values());
    }

    Totals totals() {
        return bill.totals(revisions.size());
    }
}
