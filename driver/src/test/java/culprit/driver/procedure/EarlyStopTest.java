package culprit.driver.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.git.Commit;
import culprit.report.Bytes;
import culprit.report.Outcome;
import culprit.report.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a test may end before all its runs are made. */
class EarlyStopTest {
    private static final List<Outcome> WAYS =
            List.of(Outcome.OK, Outcome.CRASHED, Outcome.INFRA, Outcome.BOOT_FAILED, Outcome.IGNORED, Outcome.FAILED);
    private static final int MOST_MISSING = 6;

    private static TestResult result(List<Outcome> outcomes) {
        return new TestResult(
                Build.succeeded("signature", Duration.ZERO), runs(outcomes), Duration.ZERO, Instant.EPOCH);
    }

    private static List<Run> runs(List<Outcome> outcomes) {
        List<Run> runs = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String title = outcome == Outcome.CRASHED ? "WARNING in f" : "";
            runs.add(new Run(runs.size(), outcome, title, Bytes.NONE, Path.of(""), Duration.ZERO));
        }
        return runs;
    }

    private static List<Outcome> outcomes(Random random, int count) {
        // Not all equally often: what decides lies at the edges.
        int ways = 1 + random.nextInt(WAYS.size());
        int first = random.nextInt(WAYS.size());
        return random.ints(count, first, first + ways)
                .mapToObj(way -> WAYS.get(way % WAYS.size()))
                .toList();
    }

    /** All ways in which a test can end that began like this; their order plays no part. */
    private static List<List<Outcome>> completions(List<Outcome> known, int missing, int fromWay) {
        if (missing == 0) {
            return List.of(known);
        }
        List<List<Outcome>> all = new ArrayList<>();
        for (int way = fromWay; way < WAYS.size(); way++) {
            List<Outcome> longer = new ArrayList<>(known);
            longer.add(WAYS.get(way));
            all.addAll(completions(longer, missing - 1, way));
        }
        return all;
    }

    private record Answer(Enum<?> verdict, Optional<String> unfit) {
        static Answer of(Judge judge, List<Outcome> outcomes) {
            Judgement judgement = judge.judge(result(outcomes));
            return new Answer(judgement.verdict(), judgement.unfit());
        }
    }

    static Stream<Rules> allRules() {
        return Stream.concat(
                Stream.of(Rules.syzbot2020(10)), Rules.changes().stream().map(Rules::on));
    }

    @ParameterizedTest
    @MethodSource("allRules")
    void aTestIsCertainExactlyIfNoWayToCompleteItChangesTheVerdict(Rules rules) {
        Random random = new Random(42);
        int certain = 0;
        for (int i = 0; i < 300; i++) {
            boolean flaky = random.nextBoolean();
            Supplier<Judge> judges = () -> {
                Judge judge = new Judge(rules);
                if (flaky) {
                    judge.judge(result(List.of(Outcome.CRASHED, Outcome.CRASHED, Outcome.OK, Outcome.OK, Outcome.OK)));
                }
                return judge;
            };
            List<Outcome> known = outcomes(random, random.nextInt(15));
            int missing = random.nextInt(MOST_MISSING + 1);
            Set<Answer> answers = Stream.concat(Stream.of(known), completions(known, missing, 0).stream())
                    .map(outcomes -> Answer.of(judges.get(), outcomes))
                    .collect(Collectors.toSet());
            assertThat(judges.get().isCertain(runs(known), known.size() + missing))
                    .as("%s and %d missing, flaky %s: %s", known, missing, flaky, answers)
                    .isEqualTo(answers.size() == 1);
            certain += answers.size() == 1 && missing > 0 ? 1 : 0;
        }
        assertThat(certain).as("cases that matter").isBetween(20, 280);
    }

    @Test
    void inABisectionTheFirstCrashEndsATestAndNothingElseDoes() {
        Judge judge = new Judge(Rules.syzbot2020(10));
        List<Outcome> quiet = List.of(Outcome.OK, Outcome.BOOT_FAILED, Outcome.INFRA);
        for (Outcome outcome : quiet) {
            assertThat(judge.isCertain(runs(List.of(outcome)), 10)).isFalse();
            assertThat(judge.isCertain(runs(List.of(outcome, Outcome.CRASHED)), 10))
                    .isTrue();
        }
        assertThat(judge.isCertain(runs(quiet), 10)).isFalse();
        assertThat(judge.isCertain(List.of(), 10)).isFalse();
    }

    @Test
    void aTestIsAskedForInFullUnlessTheRulesStopEarly() {
        List<Run> crash = runs(List.of(Outcome.CRASHED));
        Commit commit = new Commit("a".repeat(40), "title", List.of());
        TestRequest whole = new Judge(Rules.syzbot2020(10)).request(commit);
        assertThat(whole.isAnsweredBy(crash)).isFalse();
        TestRequest early = new Judge(Rules.syzbot2020(10).stoppingEarly()).request(commit);
        assertThat(early.isAnsweredBy(crash)).isTrue();
        assertThat(early.knowing(Build.succeeded("", Duration.ZERO), List.of()).isAnsweredBy(crash))
                .isTrue();
    }
}
