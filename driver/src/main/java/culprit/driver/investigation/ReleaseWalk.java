package culprit.driver.investigation;

import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.Rules;
import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.git.ReleaseTag;
import culprit.report.Event;
import culprit.report.EventSink;
import java.util.Iterator;
import java.util.List;

/** Goes back over a sample of the releases until one is clean, and further back if that one has the bug after all. */
final class ReleaseWalk {
    /** The search weighs what a release has shown, and tests it again if that is too little. */
    private static final double RISK = 0.3;

    private final History history;
    private final Testing testing;
    private final Rates rates;
    private final EventSink events;
    private final Iterator<ReleaseTag> releases;

    private Commit bad;
    private String name;

    /** A walk that begins below a commit that has the bug. */
    ReleaseWalk(Hunt.Means means, Commit original) throws HistoryException {
        this.history = means.history();
        this.testing = means.testing();
        this.rates = means.rates();
        this.events = means.events();
        this.releases = Rules.today()
                .releasesToTest(history.releaseTagsBefore(original.id()))
                .iterator();
        this.bad = original;
        this.name = original.id();
    }

    /** The range above the next release without a crash and below the oldest commit with one; without a good commit at the end. */
    Range next() throws HistoryException, InfraException, InterruptedException {
        while (releases.hasNext()) {
            ReleaseTag release = releases.next();
            Commit commit = history.commit(release.commit());
            events.accept(new Event.ReleaseTesting(release.name()));
            Revision revision = testing.untilItShows(commit, rates.runsFor(RISK));
            testing.say(revision.verdict(rates.miss(revision.observed().clean())));
            if (revision.standing() == Standing.GOOD) {
                return new Range(bad, List.of(commit), List.of(name, release.name()), Range.OLDER_THAN_RELEASE);
            }
            if (revision.standing() == Standing.BAD) {
                hasBug(commit, release.name());
            }
        }
        return new Range(bad, List.of(), List.of(name), 0);
    }

    /** A release that has the bug, whatever it seemed to be. */
    void hasBug(Commit release, String itsName) {
        bad = release;
        name = itsName;
    }
}
