package culprit.driver.procedure;

import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.git.ReleaseTag;
import culprit.report.Conclusion;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.Note;
import culprit.report.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Goes back from release to release until one does not crash. */
final class ReleaseWalk {
    private final History history;
    private final Examination examination;
    private final EventSink events;
    private final Rules rules;

    private Commit bad;
    private String name;
    private Optional<Verdict> oldest = Optional.empty();

    ReleaseWalk(History history, Examination examination, EventSink events, Rules rules, Commit original) {
        this.history = history;
        this.examination = examination;
        this.events = events;
        this.rules = rules;
        this.bad = original;
        this.name = original.id();
    }

    Range walk() throws BrokenOffException, HistoryException, InfraException, InterruptedException {
        Commit original = bad;
        List<ReleaseTag> all = history.releaseTagsBefore(original.id());
        List<ReleaseTag> releases = rules.releasesToTest(all);
        if (releases.isEmpty()) {
            throw new BrokenOffException("no release tags before this commit");
        }
        if (rules.has(Rule.RELEASES_SAMPLED)) {
            String names = releases.stream().map(ReleaseTag::name).collect(Collectors.joining(" "));
            events.accept(Note.RELEASES_PICKED.of(names, all.size()));
        }
        for (ReleaseTag release : releases) {
            Commit commit = history.commit(release.commit());
            events.accept(new Event.ReleaseTesting(release.name()));
            Verdict verdict = examination.test(commit);
            if (verdict == Verdict.GOOD) {
                return Range.between(bad, List.of(commit), List.of(name, release.name()));
            }
            if (verdict == Verdict.BAD) {
                bad = commit;
                name = release.name();
            }
            oldest = Optional.of(verdict);
        }
        return Range.none(withoutGoodRelease(original));
    }

    private Conclusion withoutGoodRelease(Commit original) throws BrokenOffException {
        boolean oldestIsBad = oldest.equals(Optional.of(Verdict.BAD));
        if (rules.has(Rule.OLDEST_RELEASE_DECIDES)) {
            events.accept(Note.UNFIXED_OR_OLDER.of());
            if (!oldestIsBad) {
                throw new BrokenOffException("oldest tested release had kernel build, boot or test errors");
            }
        } else if (bad.equals(original)) {
            if (!rules.has(Rule.UNTESTED_RELEASES_INCONCLUSIVE)) {
                throw new BrokenOffException("no release could be tested");
            }
            return Conclusion.candidates(List.of(original.id(), bad.id()));
        }
        return Conclusion.oldestReleaseBad(
                bad.id(), bad.title(), examination.ledger().crash(bad.id()));
    }
}
