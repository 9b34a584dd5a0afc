package culprit.driver.procedure;

import culprit.report.CrashReport;
import culprit.report.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been found out so far, by commit, and what it cost. */
final class Ledger {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Rules rules;
    private final Instant started;
    private Instant latest;
    private int revisions;
    private Duration build = Duration.ZERO;
    private Duration test = Duration.ZERO;

    private record Entry(TestResult result, Judgement judgement) {}

    Ledger(Rules rules, Instant started) {
        this.rules = rules;
        this.started = started;
        this.latest = started;
    }

    void prepared(Duration elapsed) {
        latest = latest.plus(elapsed);
    }

    void tested(String commit, TestResult result, Judgement judgement) {
        entries.put(commit, new Entry(result, judgement));
        if (result.build().succeeded() || !rules.has(Rule.BUILT_COUNT)) {
            revisions++;
        }
        build = build.plus(result.build().elapsed());
        test = test.plus(result.elapsed());
        latest = result.finished();
    }

    /** A build without a test is not counted as a revision. */
    void built(Build result) {
        build = build.plus(result.elapsed());
        latest = latest.plus(result.elapsed());
    }

    boolean isTested(String commit) {
        return entries.containsKey(commit);
    }

    Optional<Judgement> judgement(String commit) {
        return Optional.ofNullable(entries.get(commit)).map(Entry::judgement);
    }

    /** The commits whose tests showed a crash, in the order of these tests. */
    List<String> crashed() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().judgement().representative().isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The crash that stands for the commit. */
    Optional<CrashReport> crash(String commit) {
        return judgement(commit).flatMap(Judgement::crash);
    }

    /** The signature of the commit's kernel, if it was tested and has one. */
    Optional<String> signature(String commit) {
        return Optional.ofNullable(entries.get(commit))
                .map(entry -> entry.result().build().signature())
                .filter(signature -> !signature.isEmpty());
    }

    /** Why the commit was tested but has no kernel. */
    Optional<String> buildError(String commit) {
        return Optional.ofNullable(entries.get(commit))
                .map(entry -> entry.result().build())
                .filter(tried -> !tried.succeeded())
                .map(Build::error);
    }

    Duration elapsed() {
        return Duration.between(started, latest);
    }

    Totals totals() {
        return new Totals(revisions, elapsed(), build, test);
    }
}
