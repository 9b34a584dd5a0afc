package culprit.driver.investigation;

import culprit.driver.belief.Step;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.Plan;
import culprit.driver.procedure.Tester;
import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.git.Recipients;
import culprit.report.Check;
import culprit.report.Checks;
import culprit.report.Conclusion;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.crash.CrashSignature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One bisection that weighs evidence, from the beginning to the end: learn what the crash is, find where it is not, search
 * between until the culprit is known well enough, look at the culprit and prove it, conclude.
 *
 * <p>What it does follows from the history, the test results and the aim alone. Used by one thread.
 */
public final class Investigation {
    private final History history;
    private final Tester tester;
    private final EventSink events;
    private final Plan plan;
    private final Aim aim;
    private final Recognition recognition;
    private final Testing testing;
    private final Hunt.Means means;
    private final Proof proof;
    private final Gate gate;

    /**
     * What an investigation asks.
     *
     * @param facts what is known of commits besides what their tests show
     */
    public record Sources(History history, Tester tester, Facts facts) {}

    /** The investigation of the cause of a crash; events go out as things happen. */
    public Investigation(Sources sources, EventSink events, Plan plan, Aim aim) {
        this.history = sources.history();
        this.tester = sources.tester();
        this.events = events;
        this.plan = plan;
        this.aim = aim;
        this.recognition = new Recognition(aim.title());
        this.testing = new Testing(tester, events, recognition, plan.started());
        this.means = new Hunt.Means(history, testing, new Rates(testing), events, aim);
        this.proof = new Proof(means, sources.facts(), plan.bad());
        this.gate = new Gate(means, sources.facts());
    }

    /**
     * Runs to the end; the conclusion is also in the last event.
     *
     * @throws InfraException when this machine cannot go on
     */
    public Conclusion run() throws InfraException, InterruptedException {
        try {
            Commit bad = plan.bad();
            events.accept(new Event.BisectionStarted(plan.direction(), plan.started(), bad.id(), bad.title()));
            testing.say(String.format(
                    Locale.ROOT, "evidence is weighed until the culprit is known with %.4f", aim.confidence()));
            Conclusion conclusion = conclude();
            events.accept(new Event.BisectionFinished(conclusion, testing.totals()));
            return conclusion;
        } catch (HistoryException e) {
            throw new InfraException(e);
        }
    }

    private Conclusion conclude() throws HistoryException, InfraException, InterruptedException {
        Tester.Preparation preparation = tester.prepare();
        if (preparation.error().isPresent()) {
            return Conclusion.failed(preparation.error().get());
        }
        Revision original = testing.reproduce(plan.bad());
        testing.say(original.verdict(1));
        if (original.standing() != Standing.BAD) {
            return Conclusion.notReproduced();
        }
        tellTarget();
        return plan.goods().isEmpty() ? amongReleases() : belowGiven();
    }

    private Conclusion belowGiven() throws HistoryException, InfraException, InterruptedException {
        Hunt hunt = hunt(Range.told(plan.bad(), plan.goods()));
        Step step = search(hunt);
        return hunt.isOlder(step) ? older(step, hunt) : conclusion(step, hunt);
    }

    private Conclusion amongReleases() throws HistoryException, InfraException, InterruptedException {
        ReleaseWalk walk = new ReleaseWalk(means, plan.bad());
        Range range = walk.next();
        while (!range.goods().isEmpty()) {
            Hunt hunt = hunt(range);
            Step step = search(hunt);
            if (!hunt.isOlder(step)) {
                return conclusion(step, hunt);
            }
            testing.say(String.format(
                    Locale.ROOT, "the bug is older than %s, with %.4f", hunt.id(step.commit()), step.confidence()));
            walk.hasBug(range.goods().get(0), range.names().get(1));
            range = walk.next();
        }
        return Conclusion.oldestReleaseBad(
                range.bad().id(),
                range.bad().title(),
                testing.of(range.bad().id()).flatMap(Revision::crash));
    }

    private void tellTarget() {
        String titles = recognition.models().stream()
                .map(CrashSignature::title)
                .distinct()
                .collect(Collectors.joining("\", \""));
        testing.say("the target is \"" + titles + "\"");
    }

    private Hunt hunt(Range range) throws HistoryException {
        events.accept(new Event.SearchStarted(range.bad().id(), range.goodIds(), range.names()));
        return new Hunt(means, range, plan.skips());
    }

    /** Searches until it is known, and still is when the culprit has been tested more closely. */
    private Step search(Hunt hunt) throws HistoryException, InfraException, InterruptedException {
        Step step = hunt.run(proof);
        Set<Integer> strengthened = new HashSet<>();
        while (step.kind() == Step.Kind.NAMED && !hunt.isOlder(step) && strengthened.add(step.commit())) {
            proof.strengthen(history.commit(hunt.id(step.commit())), hunt);
            step = hunt.run(proof);
        }
        return step;
    }

    private Conclusion conclusion(Step step, Hunt hunt) throws HistoryException, InfraException, InterruptedException {
        return step.kind() == Step.Kind.NAMED
                ? culprit(history.commit(hunt.id(step.commit())), step.confidence(), hunt)
                : candidates(step, hunt);
    }

    private static Conclusion older(Step step, Hunt hunt) {
        return Conclusion.failed(String.format(
                Locale.ROOT,
                "the bug is older than %s, with %.4f: give an older good commit",
                hunt.id(step.commit()),
                step.confidence()));
    }

    private Conclusion candidates(Step step, Hunt hunt) {
        List<String> candidates = step.commits().stream().map(hunt::id).toList();
        testing.say(String.format(
                Locale.ROOT,
                "no test can tell these %d commits apart; the culprit is one of them with %.4f",
                candidates.size(),
                step.confidence()));
        hunt.mark("");
        events.accept(new Event.OnlySkippedLeft(candidates));
        return Conclusion.candidates(candidates);
    }

    private Conclusion culprit(Commit culprit, double confidence, Hunt hunt)
            throws HistoryException, InfraException, InterruptedException {
        List<Check> list = new ArrayList<>(proof.checks(culprit));
        list.addAll(proof.reverts(culprit));
        Check differs = gate.differs(culprit);
        list.add(differs);
        list.add(gate.merge(culprit));
        Check release = gate.release(culprit);
        list.add(release);
        list.add(gate.matters(culprit));
        list.forEach(check -> testing.say(check.text()));
        Optional<String> exposes = gate.exposes(culprit, recognition.models());
        exposes.ifPresent(why -> testing.say("the culprit exposes the bug rather than brings it in: " + why));
        hunt.mark(culprit.id());
        events.accept(new Event.CulpritFound(culprit.id(), history.describeCulprit(culprit.id())));
        testing.say(String.format(Locale.ROOT, "the culprit is %s with %.4f", culprit.id(), confidence));
        Recipients recipients = history.recipients(culprit.id());
        return Conclusion.culprit(
                        culprit.id(), culprit.title(), testing.of(culprit.id()).flatMap(Revision::crash))
                .withRecipients(recipients.to(), recipients.copied())
                .withChecks(new Checks(
                        differs.result() == Check.Result.FAIL,
                        release.result() == Check.Result.FAIL,
                        Optional.of(confidence),
                        list,
                        exposes));
    }
}
