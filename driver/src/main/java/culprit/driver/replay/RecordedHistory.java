package culprit.driver.replay;

import culprit.driver.procedure.Rules;
import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.git.Lineage;
import culprit.git.Next;
import culprit.git.Recipients;
import culprit.git.ReleaseTag;
import culprit.git.Search;
import culprit.report.Conclusion;
import culprit.report.Event;
import culprit.report.Note;
import culprit.report.RawText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The history as far as a recorded log tells of it. */
final class RecordedHistory implements History {
    /** Far more than there are, so that a log with a strange number costs nothing. */
    private static final int MOST_RELEASES = 1000;

    private static final String NEXT_RELEASE = "next".repeat(10);

    private final RecordedLog log;
    private final RecordEnd end;
    private final Rules rules;

    /** A history; the rules say in which places of all releases those stand that were picked. */
    RecordedHistory(RecordedLog log, RecordEnd end, Rules rules) {
        this.log = log;
        this.end = end;
        this.rules = rules;
    }

    @Override
    public Commit commit(String id) throws HistoryException {
        if (id.equals(NEXT_RELEASE)) {
            throw end.history("the next release");
        }
        return new Commit(id, title(id), parents(id));
    }

    /** Of commits that the search did not choose, the log tells the title at most at its end. */
    private String title(String id) {
        return log.answers().values().stream()
                .flatMap(answer -> answer.titleOf(id).stream())
                .findFirst()
                .orElseGet(() -> log.conclusion().map(Conclusion::title).orElse(""));
    }

    /**
     * Only the culprit's parents matter. Kernels were compared if there is exactly one; unless it is named, it is a
     * commit that had been tested before and has the signature that it was compared by.
     */
    private List<String> parents(String id) {
        boolean isCulprit = log.answers().values().stream()
                .map(GitAnswer::next)
                .anyMatch(
                        next -> next.kind() == Next.Kind.FOUND && next.commit().equals(id));
        if (!isCulprit) {
            return List.of();
        }
        Optional<String> named = log.parent().map(Event.ParentUntested::commit);
        return named.or(() -> log.signatures()
                        .map(Event.SignaturesCompared::parent)
                        .flatMap(signature -> testedWith(signature, id)))
                .map(List::of)
                .orElse(List.of());
    }

    private Optional<String> testedWith(String signature, String culprit) {
        List<String> tested = log.tests().stream()
                .filter(test -> test.kernel()
                        .filter(kernel -> kernel.signature().equals(signature))
                        .isPresent())
                .map(RecordedTest::commit)
                .toList();
        return tested.stream()
                .filter(commit -> !commit.equals(culprit))
                .findFirst()
                .or(() -> tested.stream().findFirst());
    }

    /** Known only of the commits of which was asked whether they have the bug in their history. */
    @Override
    public boolean isAncestor(String ancestor, String descendant) throws HistoryException {
        return presence(descendant)
                .orElseThrow(() -> end.history("whether " + ancestor + " is an ancestor of " + descendant))
                .reachable()
                .equals(Optional.of(ancestor));
    }

    @Override
    public List<String> mergeBases(String one, List<String> others) throws HistoryException {
        return presence(one)
                .map(BugPresence::bases)
                .or(() -> log.facts(Note.CHECKING_MERGE_BASE)
                        .or(() -> log.facts(Note.MERGE_BASE))
                        .map(facts -> List.of(facts.get(0))))
                .orElseThrow(() -> end.history("the merge bases of " + one + " and " + String.join(", ", others)));
    }

    private Optional<BugPresence> presence(String commit) {
        return log.presence().stream()
                .filter(presence -> presence.commit().equals(commit))
                .findFirst();
    }

    /**
     * The releases that were tested, and one more of which nothing is known, unless the log shows that there was none
     * to follow.
     */
    @Override
    public List<ReleaseTag> releaseTagsBefore(String commit) {
        Optional<List<ReleaseTag>> sampled =
                log.facts(Note.RELEASES_PICKED).flatMap(facts -> sample(facts.get(0), Integer.parseInt(facts.get(1))));
        if (sampled.isPresent()) {
            return sampled.get();
        }
        List<ReleaseTag> releases = new ArrayList<>(log.releases());
        boolean namesTheNext = !releases.isEmpty()
                && releases.get(releases.size() - 1).commit().equals(RecordedLog.UNKNOWN_COMMIT);
        if (!log.knowsAllReleases() && !namesTheNext) {
            ReleaseTag.parse("v0.0", NEXT_RELEASE).ifPresent(releases::add);
        }
        return releases;
    }

    private Optional<List<ReleaseTag>> sample(String names, int number) {
        List<ReleaseTag> sample = new ArrayList<>();
        for (String name : names.split(" ", -1)) {
            String commit = log.releases().stream()
                    .filter(tested -> tested.name().equals(name))
                    .map(ReleaseTag::commit)
                    .findFirst()
                    .orElse(NEXT_RELEASE);
            ReleaseTag.parse(name, commit).ifPresent(sample::add);
        }
        return new SampledReleases(sample, Math.min(number, MOST_RELEASES), NEXT_RELEASE).all(rules);
    }

    /** Logs do not tell. */
    @Override
    public boolean isRelease(String commit) {
        return false;
    }

    @Override
    public Search search(String bad, List<String> goods) {
        return new RecordedSearch(log, end, bad, goods);
    }

    @Override
    public Lineage lineage(String bad, List<String> goods) throws HistoryException {
        throw end.history("the commits between " + String.join(", ", goods) + " and " + bad);
    }

    @Override
    public Map<String, List<Integer>> changersOf(Set<String> files, Lineage lineage) throws HistoryException {
        throw end.history("which commits change " + String.join(", ", files));
    }

    @Override
    public List<String> changedFiles(String commit) throws HistoryException {
        throw end.history("which files " + commit + " changes");
    }

    @Override
    public byte[] describeCulprit(String commit) throws HistoryException {
        return log.answers().values().stream()
                .filter(answer -> answer.next().commit().equals(commit))
                .map(GitAnswer::display)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> end.history("what git shows of " + commit))
                .toArray();
    }

    @Override
    public Recipients recipients(String commit) throws HistoryException {
        Optional<Conclusion> culprit = log.conclusion()
                .filter(found -> found.kind() == Conclusion.Kind.CULPRIT
                        && found.commit().equals(commit));
        Conclusion found = culprit.orElseThrow(() -> end.history("whom to tell about " + RawText.visible(commit)));
        return new Recipients(found.recipients(), found.copied());
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
