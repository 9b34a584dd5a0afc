package culprit.driver.procedure;

import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.git.Next;
import culprit.git.Recipients;
import culprit.git.Search;
import culprit.report.Checks;
import culprit.report.Conclusion;
import culprit.report.Direction;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.Note;
import culprit.report.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One bisection, told from the beginning to the end: see the crash where it was found, find a commit without it, search
 * between them, conclude.
 *
 * <p>What it does follows from the history, the test results and the rules alone. Used by one thread.
 */
public final class Bisection {
    /** Answers that a search may begin with and that no test can change. */
    private static final Set<Next.Kind> HOPELESS =
            Set.of(Next.Kind.GOOD_NOT_ANCESTOR, Next.Kind.BOTH_GOOD_AND_BAD, Next.Kind.NONE_TESTABLE);

    private final History history;
    private final EventSink events;
    private final Plan plan;
    private final Rules rules;
    private final Examination examination;

    /** A bisection by this plan and these rules; events go out as things happen. */
    public Bisection(History history, Tester tester, EventSink events, Plan plan, Rules rules) {
        this.history = history;
        this.events = events;
        this.plan = plan;
        this.rules = rules;
        this.examination = new Examination(tester, events, rules, plan);
    }

    /**
     * Refuses commits between which nothing can be found, before anything is tested.
     *
     * @throws UsageException saying what to give instead
     */
    public static void requireProspects(History history, Plan plan) throws UsageException, HistoryException {
        String bad = plan.bad().id();
        if (plan.direction() == Direction.FIX) {
            return;
        }
        if (plan.goods().isEmpty() && history.releaseTagsBefore(bad).isEmpty()) {
            throw new UsageException("no release tag (such as v6.1) is contained in the bad commit " + bad
                    + ": fetch the tags (git fetch --tags) or name a good commit with --good");
        }
        if (!plan.goods().isEmpty()) {
            Next first = history.search(bad, ids(plan.goods())).next();
            if (HOPELESS.contains(first.kind())) {
                throw new UsageException(first.message().strip());
            }
        }
    }

    /**
     * Runs to the end; the conclusion is also in the last event.
     *
     * @throws InfraException when this machine cannot go on
     */
    public Conclusion run() throws InfraException, InterruptedException {
        try {
            announce();
            Conclusion conclusion = conclude().withDirection(plan.direction());
            if (examination.judge().isFlaky()) {
                events.accept(Note.FLAGGED_FLAKY.of());
                events.accept(Note.FLAKY.of(examination.judge().chance()));
            }
            events.accept(
                    new Event.BisectionFinished(conclusion, examination.ledger().totals()));
            return conclusion;
        } catch (HistoryException e) {
            throw new InfraException(e);
        }
    }

    private void announce() {
        Plan.Origin origin = plan.origin();
        origin.host().ifPresent(events::accept);
        String found = origin.rewritten().orElse(plan.bad().id());
        events.accept(new Event.BisectionStarted(
                plan.direction(), plan.started(), found, plan.bad().title()));
        origin.tools().ifPresent(tools -> events.accept(new Event.ToolsBuilding(tools)));
    }

    private Conclusion conclude() throws HistoryException, InfraException, InterruptedException {
        try {
            examination.prepare();
            Commit original = plan.bad();
            plan.origin().rewritten().ifPresent(commit -> events.accept(Note.REWRITTEN.of(commit, original.title())));
            events.accept(Note.ENSURING_REPRODUCIBLE.of(original.id()));
            if (examination.testOriginal(original) != Verdict.BAD) {
                return Conclusion.notReproduced();
            }
            Range range = range();
            return range.answer().isPresent() ? range.answer().get() : search(range);
        } catch (BrokenOffException e) {
            return Conclusion.failed(e.error());
        }
    }

    private Range range() throws BrokenOffException, HistoryException, InfraException, InterruptedException {
        Commit original = plan.bad();
        if (plan.tip().isPresent()) {
            return new TipCheck(history, examination, events, rules)
                    .between(original, plan.tip().get(), plan.crossTree());
        }
        if (plan.goods().isEmpty()) {
            return new ReleaseWalk(history, examination, events, rules, original).walk();
        }
        return Range.between(original, plan.goods(), Event.SearchStarted.names(original.id(), ids(plan.goods())));
    }

    private Conclusion search(Range range)
            throws BrokenOffException, HistoryException, InfraException, InterruptedException {
        Commit bad = range.bad().orElseThrow();
        Search search = history.search(bad.id(), ids(range.goods()));
        events.accept(new Event.SearchStarted(bad.id(), ids(range.goods()), range.names()));
        for (String skip : plan.skips()) {
            search.skip(skip);
            events.accept(new Event.CommitMarked(Verdict.SKIP, skip));
        }
        Next next = search.next();
        if (next.kind() == Next.Kind.FOUND && rules.has(Rule.FOUND_AT_ONCE_TESTED_AGAIN)) {
            events.accept(new Event.CulpritFound(next.commit(), history.describeCulprit(next.commit())));
            // What is tested again is what is checked out, and that is the commit that was tested last.
            Commit checkedOut =
                    plan.direction() == Direction.FIX ? bad : range.goods().get(0);
            answer(search, checkedOut);
            next = search.next();
        }
        for (; next.kind().asksForTest(); next = search.next()) {
            Commit commit = history.commit(next.commit());
            warn(next.message());
            events.accept(
                    next.kind() == Next.Kind.MERGE_BASE
                            ? new Event.MergeBaseTesting(commit.id(), commit.title())
                            : new Event.SearchStepped(
                                    next.left(), next.steps(), commit.id(), commit.title(), next.complaints()));
            answer(search, commit);
        }
        return ending(next);
    }

    /** Tests the commit and tells git, for which in search of a fix a crash is good. */
    private void answer(Search search, Commit commit)
            throws BrokenOffException, HistoryException, InfraException, InterruptedException {
        Verdict verdict = plan.direction() == Direction.FIX
                ? new FixVerdict(history, examination, events, rules, plan)
                        .on(commit)
                        .opposite()
                : examination.testStep(commit);
        switch (verdict) {
            case GOOD -> search.good(commit.id());
            case BAD -> search.bad(commit.id());
            case SKIP -> search.skip(commit.id());
        }
        events.accept(new Event.CommitMarked(verdict, commit.id()));
    }

    private void warn(String text) {
        if (!text.isEmpty()) {
            events.accept(new Event.SearchWarned(text));
        }
    }

    private Conclusion ending(Next next)
            throws BrokenOffException, HistoryException, InfraException, InterruptedException {
        switch (next.kind()) {
            case FOUND -> {
                warn(next.message());
                String culprit = next.commit();
                events.accept(new Event.CulpritFound(culprit, history.describeCulprit(culprit)));
                tellErrorProbability();
                return culprit(history.commit(culprit));
            }
            case ONLY_SKIPPED_LEFT -> {
                warn(next.message());
                events.accept(new Event.OnlySkippedLeft(next.candidates()));
                tellErrorProbability();
                return Conclusion.candidates(next.candidates());
            }
            case MERGE_BASE_BAD, GOOD_NOT_ANCESTOR, BOTH_GOOD_AND_BAD, NONE_TESTABLE -> {
                warn(next.complaints());
                throw new BrokenOffException(next.message().strip());
            }
            case TEST, MERGE_BASE -> throw new IllegalStateException("the search asks for a test after its end");
        }
        throw new IllegalStateException("no such ending: " + next.kind());
    }

    private void tellErrorProbability() {
        events.accept(Note.ERROR_PROBABILITY.of(1 - examination.judge().confidence()));
    }

    private Conclusion culprit(Commit culprit)
            throws BrokenOffException, HistoryException, InfraException, InterruptedException {
        Ledger ledger = examination.ledger();
        if (!ledger.isTested(culprit.id())) {
            throw new BrokenOffException("no result for culprit commit");
        }
        boolean sameBinary = sameBinaryAsParent(culprit);
        Checks checks = new Checks(
                sameBinary,
                history.isRelease(culprit.id()),
                Optional.of(examination.judge().confidence()));
        Recipients recipients = history.recipients(culprit.id());
        return Conclusion.culprit(
                        culprit.id(),
                        culprit.title(),
                        plan.direction() == Direction.FIX ? Optional.empty() : ledger.crash(culprit.id()))
                .withRecipients(recipients.to(), recipients.copied())
                .withChecks(checks);
    }

    /** A commit whose kernel is its only parent's, bit by bit, cannot have changed anything. */
    private boolean sameBinaryAsParent(Commit culprit) throws HistoryException, InfraException, InterruptedException {
        Optional<String> signature = examination.ledger().signature(culprit.id());
        if (signature.isEmpty() || culprit.parents().size() != 1) {
            return false;
        }
        Optional<String> other =
                examination.signature(history.commit(culprit.parents().get(0)));
        other.ifPresent(value -> events.accept(new Event.SignaturesCompared(signature.get(), value)));
        return other.equals(signature);
    }

    private static List<String> ids(List<Commit> commits) {
        return commits.stream().map(Commit::id).toList();
    }
}
