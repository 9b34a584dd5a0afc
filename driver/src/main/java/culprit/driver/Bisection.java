package culprit.driver;

import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.git.Next;
import culprit.git.ReleaseTag;
import culprit.git.Search;
import culprit.report.Conclusion;
import culprit.report.CrashReport;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.Verdict;
import culprit.vm.Kernel;
import culprit.vm.build.BuildResult;
import java.util.List;
import java.util.Optional;

/**
 * One bisection, told from the beginning to the end: see the crash at the bad commit, find a good one, search between
 * them, conclude.
 *
 * <p>What it does follows from the history and the test results alone. It reads no clock, no environment and no chance,
 * so that the same answers always give the same events. Used by one thread.
 */
public final class Bisection {
    private final History history;
    private final Tester tester;
    private final EventSink events;
    private final Plan plan;
    private final Ledger ledger;

    /** A bisection by this plan; events go out as things happen. */
    public Bisection(History history, Tester tester, EventSink events, Plan plan) {
        this.history = history;
        this.tester = tester;
        this.events = events;
        this.plan = plan;
        this.ledger = new Ledger(plan.started());
    }

    /**
     * Runs to the end; the conclusion is also in the last event.
     *
     * @throws UsageException when the commits given cannot be bisected; nothing has been tested then
     * @throws InfraException when this machine cannot go on
     */
    public Conclusion run() throws UsageException, InfraException, InterruptedException {
        try {
            List<ReleaseTag> releases = releasesToTry();
            refuseMistakenGoods();
            Commit bad = plan.bad();
            events.accept(new Event.BisectionStarted(plan.started(), bad.id(), bad.title()));
            Conclusion conclusion = test(bad) == Verdict.BAD ? bisect(releases) : Conclusion.notReproduced();
            events.accept(new Event.BisectionFinished(conclusion, ledger.totals()));
            return conclusion;
        } catch (HistoryException e) {
            throw new InfraException(e);
        }
    }

    private List<ReleaseTag> releasesToTry() throws HistoryException, UsageException {
        if (!plan.goods().isEmpty()) {
            return List.of();
        }
        List<ReleaseTag> releases = history.releaseTagsBefore(plan.bad().id());
        if (releases.isEmpty()) {
            throw new UsageException("no release tag (such as v6.1) is contained in the bad commit "
                    + plan.bad().id() + ": fetch the tags (git fetch --tags) or name a good commit with --good");
        }
        return releases;
    }

    private void refuseMistakenGoods() throws HistoryException, UsageException {
        if (!plan.goods().isEmpty()) {
            Next first = history.search(plan.bad().id(), ids(plan.goods())).next();
            if (first.kind() == Next.Kind.GOOD_NOT_ANCESTOR || first.kind() == Next.Kind.BOTH_GOOD_AND_BAD) {
                throw new UsageException(first.message().strip());
            }
        }
    }

    private Conclusion bisect(List<ReleaseTag> releases) throws HistoryException, InfraException, InterruptedException {
        if (!plan.goods().isEmpty()) {
            return search(plan.bad(), plan.goods());
        }
        Commit bad = plan.bad();
        Verdict verdict = Verdict.SKIP;
        for (ReleaseTag release : releases) {
            Commit commit = history.commit(release.commit());
            events.accept(new Event.ReleaseTesting(release.name()));
            verdict = test(commit);
            if (verdict == Verdict.GOOD) {
                return search(bad, List.of(commit));
            }
            if (verdict == Verdict.BAD) {
                bad = commit;
            }
        }
        return verdict == Verdict.BAD
                ? Conclusion.oldestReleaseBad(bad.id(), bad.title(), crashOf(bad))
                : Conclusion.failed("oldest tested release had kernel build, boot or test errors");
    }

    private Conclusion search(Commit bad, List<Commit> goods)
            throws HistoryException, InfraException, InterruptedException {
        Search search = history.search(bad.id(), ids(goods));
        events.accept(new Event.SearchStarted(bad.id(), ids(goods)));
        Next next = search.next();
        for (; next.kind().asksForTest(); next = search.next()) {
            Commit commit = history.commit(next.commit());
            warn(next);
            events.accept(
                    next.kind() == Next.Kind.MERGE_BASE
                            ? new Event.MergeBaseTesting(commit.id(), commit.title())
                            : new Event.SearchStepped(next.left(), next.steps(), commit.id(), commit.title()));
            Verdict verdict = test(commit);
            mark(search, verdict, commit.id());
            events.accept(new Event.CommitMarked(verdict, commit.id()));
        }
        return ending(next);
    }

    private void warn(Next next) {
        if (!next.message().isEmpty()) {
            events.accept(new Event.SearchWarned(next.message()));
        }
    }

    private Conclusion ending(Next next) throws HistoryException, InfraException, InterruptedException {
        return switch (next.kind()) {
            case FOUND -> {
                warn(next);
                yield culprit(history.commit(next.commit()));
            }
            case ONLY_SKIPPED_LEFT -> {
                warn(next);
                events.accept(new Event.OnlySkippedLeft(next.candidates()));
                yield Conclusion.candidates(next.candidates());
            }
            case MERGE_BASE_BAD, GOOD_NOT_ANCESTOR, BOTH_GOOD_AND_BAD ->
                Conclusion.failed(next.message().strip());
            case TEST, MERGE_BASE -> throw new IllegalStateException("the search asks for a test after its end");
        };
    }

    private static void mark(Search search, Verdict verdict, String commit) {
        switch (verdict) {
            case GOOD -> search.good(commit);
            case BAD -> search.bad(commit);
            case SKIP -> search.skip(commit);
        }
    }

    private Conclusion culprit(Commit culprit) throws HistoryException, InfraException, InterruptedException {
        events.accept(new Event.CulpritFound(culprit.id(), history.describeCulprit(culprit.id())));
        boolean sameBinary = sameBinaryAsParent(culprit);
        return Conclusion.culprit(culprit.id(), culprit.title(), history.recipients(culprit.id()), crashOf(culprit))
                .withSameBinary(sameBinary);
    }

    /** A commit whose kernel is its only parent's, bit by bit, cannot have brought the crash. */
    private boolean sameBinaryAsParent(Commit culprit) throws HistoryException, InfraException, InterruptedException {
        Optional<String> signature = ledger.signature(culprit.id());
        if (signature.isEmpty() || culprit.parents().size() != 1) {
            return false;
        }
        Commit parent = history.commit(culprit.parents().get(0));
        Optional<String> other =
                ledger.result(parent.id()).isPresent() ? ledger.signature(parent.id()) : signatureOfUntested(parent);
        other.ifPresent(value -> events.accept(new Event.SignaturesCompared(signature.get(), value)));
        return other.equals(signature);
    }

    private Optional<String> signatureOfUntested(Commit parent) throws InfraException, InterruptedException {
        events.accept(new Event.ParentUntested(parent.id()));
        BuildResult result = tester.build(parent);
        ledger.built(result);
        return result.kernel().map(Kernel::signature);
    }

    private Verdict test(Commit commit) throws InfraException, InterruptedException {
        TestResult result = tester.test(new TestRequest(commit, plan.runs()));
        ledger.tested(commit.id(), result);
        Verdict verdict = Verdicts.of(result);
        events.accept(
                new Event.TestJudged(commit.id(), verdict, Translation.runs(result.outcomes()), result.elapsed()));
        return verdict;
    }

    private CrashReport crashOf(Commit bad) {
        return ledger.result(bad.id())
                .flatMap(Verdicts::representative)
                .map(Translation::crash)
                .orElseThrow(() -> new IllegalStateException("no crash was seen at the bad commit " + bad.id()));
    }

    private static List<String> ids(List<Commit> commits) {
        return commits.stream().map(Commit::id).toList();
    }
}
