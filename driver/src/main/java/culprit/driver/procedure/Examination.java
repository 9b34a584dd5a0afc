package culprit.driver.procedure;

import culprit.git.Commit;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.GoFormat;
import culprit.report.Note;
import culprit.report.Verdict;
import java.time.Duration;
import java.util.Optional;

/** Has commits tested, judges the evidence, tells it and keeps it. One bisection's. */
final class Examination {
    private final Tester tester;
    private final EventSink events;
    private final Rules rules;
    private final Judge judge;
    private final Ledger ledger;

    Examination(Tester tester, EventSink events, Rules rules, Plan plan) {
        this.tester = tester;
        this.events = events;
        this.rules = rules;
        this.judge = new Judge(rules);
        this.ledger = new Ledger(rules, plan.started());
    }

    Judge judge() {
        return judge;
    }

    Ledger ledger() {
        return ledger;
    }

    void prepare() throws BrokenOffException, InfraException, InterruptedException {
        Tester.Preparation preparation = tester.prepare();
        ledger.prepared(preparation.elapsed());
        if (preparation.error().isPresent()) {
            throw new BrokenOffException(preparation.error().get());
        }
    }

    /** The commit where the bug was found; the first one tested. */
    Verdict testOriginal(Commit commit) throws BrokenOffException, InfraException, InterruptedException {
        return test(commit, judge::judgeOriginal);
    }

    /** A commit that the search has chosen. */
    Verdict testStep(Commit commit) throws BrokenOffException, InfraException, InterruptedException {
        return test(commit, judge::judgeStep);
    }

    /** Any other commit. */
    Verdict test(Commit commit) throws BrokenOffException, InfraException, InterruptedException {
        return test(commit, judge::judge);
    }

    @FunctionalInterface
    private interface Judging {
        Judgement of(TestResult result);
    }

    private Verdict test(Commit commit, Judging judging)
            throws BrokenOffException, InfraException, InterruptedException {
        requireTime();
        TestResult result = tester.test(judge.request(commit));
        Judgement judgement = judging.of(result);
        ledger.tested(commit.id(), result, judgement);
        events.accept(new Event.TestJudged(
                result.finished(), commit.id(), judgement.verdict(), judgement.runs(), result.elapsed()));
        judgement.remarks().forEach(events::accept);
        refuseUnfit(commit, result, judgement);
        return judgement.verdict();
    }

    private void refuseUnfit(Commit commit, TestResult result, Judgement judgement) throws BrokenOffException {
        if (!result.build().succeeded() && rules.endAtBuildFailures()) {
            throw new BrokenOffException(result.build().error());
        }
        if (result.failure().isPresent()) {
            TestResult.Failure failure = result.failure().get();
            if (failure.ends()) {
                throw new BrokenOffException(failure.error());
            }
            if (rules.has(Rule.MACHINE_ENDS)) {
                events.accept(Note.REPRODUCER_FAILED.of(failure.error()));
                throw new BrokenOffException(failure.error());
            }
            events.accept(new Event.TestFailed(commit.id(), failure.error()));
        }
        if (judgement.unfit().isPresent()) {
            throw new BrokenOffException(judgement.unfit().get());
        }
    }

    private void requireTime() throws BrokenOffException {
        Optional<Duration> limit = rules.limit();
        if (limit.isPresent() && ledger.elapsed().compareTo(limit.get()) > 0) {
            throw new BrokenOffException(
                    "bisection is taking too long (>" + GoFormat.duration(limit.get()) + "), aborting");
        }
    }

    /** The signature of a commit's kernel, which is built if it was not tested; nothing if it has none. */
    Optional<String> signature(Commit commit) throws InfraException, InterruptedException {
        if (ledger.isTested(commit.id())) {
            return ledger.signature(commit.id());
        }
        if (!rules.has(Rule.PARENT_BUILT)) {
            return Optional.empty();
        }
        events.accept(new Event.ParentUntested(commit.id()));
        Build build = tester.build(commit);
        ledger.built(build);
        if (!build.succeeded()) {
            events.accept(Note.NOOP_UNKNOWN.of(build.error()));
        }
        return Optional.of(build.signature()).filter(signature -> !signature.isEmpty());
    }
}
