package culprit.driver.investigation;

import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.Rules;
import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.git.ReleaseTag;
import culprit.report.Event;
import culprit.report.EventSink;
import java.util.List;

/** Goes back over a sample of the releases until one is clean. */
final class ReleaseWalk {
    /** The search weighs what a release has shown, and tests it again if that is too little. */
    private static final double RISK = 0.1;

    private final History history;
    private final Testing testing;
    private final Rates rates;
    private final EventSink events;

    ReleaseWalk(Hunt.Means means) {
        this.history = means.history();
        this.testing = means.testing();
        this.rates = means.rates();
        this.events = means.events();
    }

    /** The range below the oldest release that has the bug, or below the original commit if none has. */
    Range from(Commit original) throws HistoryException, InfraException, InterruptedException {
        Commit bad = original;
        String name = original.id();
        for (ReleaseTag release : Rules.today().releasesToTest(history.releaseTagsBefore(original.id()))) {
            Commit commit = history.commit(release.commit());
            events.accept(new Event.ReleaseTesting(release.name()));
            Revision revision = testing.untilItShows(commit, rates.runsFor(RISK));
            testing.say(revision.verdict(rates.miss(revision.observed().clean())));
            switch (revision.standing()) {
                case GOOD -> {
                    return new Range(bad, List.of(commit), List.of(name, release.name()), Range.OLDER_THAN_RELEASE);
                }
                case BAD -> {
                    bad = commit;
                    name = release.name();
                }
                case MASKED, UNTESTABLE -> {
                    // It tells nothing: an older one may.
                }
            }
        }
        return new Range(bad, List.of(), List.of(name), 0);
    }
}
