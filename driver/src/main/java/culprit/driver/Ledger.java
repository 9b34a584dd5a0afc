package culprit.driver;

import culprit.report.Totals;
import culprit.vm.build.BuildResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What has been found out so far, by commit, and what it cost. */
final class Ledger {
    private final Map<String, TestResult> results = new HashMap<>();
    private final Instant started;
    private Instant latest;
    private int revisions;
    private Duration build = Duration.ZERO;
    private Duration test = Duration.ZERO;

    Ledger(Instant started) {
        this.started = started;
        this.latest = started;
    }

    void tested(String commit, TestResult result) {
        results.put(commit, result);
        revisions++;
        build = build.plus(result.build().elapsed());
        test = test.plus(result.elapsed());
        latest = result.finished();
    }

    /** A build without a test is not counted as a revision. */
    void built(BuildResult result) {
        build = build.plus(result.elapsed());
        latest = latest.plus(result.elapsed());
    }

    Optional<TestResult> result(String commit) {
        return Optional.ofNullable(results.get(commit));
    }

    Optional<String> signature(String commit) {
        return result(commit).flatMap(result -> result.build().kernel()).map(kernel -> kernel.signature());
    }

    Totals totals() {
        return new Totals(revisions, Duration.between(started, latest), build, test);
    }
}
