package culprit.driver.investigation;

import culprit.driver.belief.CrashRate;
import java.util.Optional;

/** How often the bug shows where it is, by all commits that showed it. One investigation's. */
final class Rates {
    /** More runs of one commit at a time would take days where runs are slow. */
    private static final int MOST_RUNS = 500;

    private final Testing testing;

    Rates(Testing testing) {
        this.testing = testing;
    }

    /** What is believed of it. */
    CrashRate rate() {
        return rateWithout(Optional.empty());
    }

    /** What is believed of it by other commits than this one. */
    CrashRate rateWithout(Optional<String> commit) {
        CrashRate rate = CrashRate.unknown();
        for (Revision revision : testing.all()) {
            boolean counts = commit.filter(revision.commit().id()::equals).isEmpty();
            if (counts && revision.standing() == Standing.BAD) {
                rate = rate.and(revision.observed());
            }
        }
        return rate;
    }

    /** The chance that a commit with the bug ends so many runs without it. */
    double miss(int runs) {
        return rate().miss(runs);
    }

    /** How many runs a commit needs so that the bug is missed with this chance at most; never more than can be afforded. */
    int runsFor(double risk) {
        CrashRate rate = rate();
        return rate.miss(MOST_RUNS) > risk ? MOST_RUNS : rate.runsFor(risk);
    }
}
