package culprit.driver.investigation;

import culprit.driver.procedure.TestResult;
import culprit.report.Totals;
import java.time.Duration;
import java.time.Instant;

/** What the tests so far have cost. One investigation's. */
final class Bill {
    private final Instant started;
    private Instant latest;
    private Duration build = Duration.ZERO;
    private Duration test = Duration.ZERO;

    Bill(Instant started) {
        this.started = started;
        this.latest = started;
    }

    void add(TestResult result, boolean built) {
        if (built) {
            build = build.plus(result.build().elapsed());
        }
        test = test.plus(result.elapsed());
        latest = result.finished();
    }

    Totals totals(int revisions) {
        return new Totals(revisions, Duration.between(started, latest), build, test);
    }
}
