package culprit.driver.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.Bytes;
import culprit.report.Event;
import culprit.report.Note;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
    private static final Build BUILD = Build.succeeded("signature", Duration.ZERO);

    private static Judge judge(String day) {
        return new Judge(Rules.on(LocalDate.parse(day)));
    }

    private static TestResult result(List<Run> runs) {
        return new TestResult(BUILD, runs, Duration.ZERO, Instant.EPOCH);
    }

    private static TestResult result(int good, int bad, int machine, int rest) {
        List<Run> runs = new ArrayList<>();
        add(runs, Outcome.CRASHED, bad);
        add(runs, Outcome.OK, good);
        add(runs, Outcome.INFRA, machine);
        add(runs, Outcome.BOOT_FAILED, rest);
        return result(runs);
    }

    private static void add(List<Run> runs, Outcome outcome, int count) {
        for (int i = 0; i < count; i++) {
            runs.add(run(runs.size(), outcome, "WARNING in f" + runs.size()));
        }
    }

    private static Run run(int number, Outcome outcome, String title) {
        return new Run(number, outcome, title, Bytes.NONE, Path.of(""), Duration.ZERO);
    }

    private static TestResult crashes(String titles) {
        List<Run> runs = new ArrayList<>();
        for (String title : titles.split(", ", -1)) {
            runs.add(run(runs.size(), Outcome.CRASHED, title));
        }
        return result(runs);
    }

    @ParameterizedTest(name = "{0} crashed, {1} OK, {2} did not boot: {3}")
    @CsvSource({
        "10, 0, 0, BAD",
        "1, 9, 0, BAD",
        "1, 0, 9, BAD",
        "0, 10, 0, GOOD",
        "0, 4, 6, GOOD",
        "0, 3, 7, SKIP",
        "0, 0, 10, SKIP",
        "0, 0, 0, SKIP",
        "0, 1, 0, GOOD",
        "0, 0, 1, SKIP",
    })
    void untilMay2023AnyCrashIsBadAndTwoThirdsWithoutAnAnswerAreTooMany(
            int crashed, int good, int bootFailed, Verdict verdict) {
        Judgement judgement = judge("2020-03-01").judge(result(good, crashed, 0, bootFailed));
        assertThat(judgement.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}: {2} good, {3} bad, {4} infra, {5} skip")
    @CsvSource({
        "many good and infra, false, 5, 0, 3, 2, GOOD",
        "many total and infra, false, 4, 2, 2, 2, BAD",
        "too many skips, false, 2, 2, 3, 3, SKIP",
        "flaky and too few good, true, 10, 0, 3, 7, SKIP",
        "flaky with enough good, true, 15, 0, 3, 2, GOOD",
        "flaky with too many skips, true, 6, 1, 0, 13, SKIP",
        "flaky with many skips, true, 7, 3, 0, 10, BAD",
        "one bad among the good, false, 9, 1, 0, 0, SKIP",
    })
    void todayHalfOfTheRunsMustHaveAnAnswer(
            String name, boolean flaky, int good, int bad, int machine, int rest, Verdict verdict) {
        Judge judge = judge("2026-08-01");
        if (flaky) {
            judge.judge(result(12, 8, 0, 0));
        }
        assertThat(judge.judge(result(good, bad, machine, rest)).verdict())
                .as(name)
                .isEqualTo(verdict);
    }

    @ParameterizedTest(name = "by {0}: {1} good, {2} bad, {3} infra, {4} skip")
    @CsvSource({
        "2023-05-08, 0, 0, 10, 0, ''",
        "2023-05-09, 5, 0, 5, 0, ''",
        "2023-05-09, 0, 4, 6, 0, more than 50% of runs failed with an infra error",
        "2023-06-28, 4, 0, 6, 0, more than 50% of runs failed with an infra error",
        "2023-06-29, 4, 0, 4, 2, unable to determine the verdict because of infra errors",
        "2023-06-29, 4, 0, 3, 3, ''",
        "2023-06-29, 5, 0, 5, 0, ''",
        "2026-08-01, 0, 1, 8, 1, unable to determine the verdict because of infra errors",
    })
    void theMachineSpoilsATestInDifferentWays(String day, int good, int bad, int machine, int rest, String why) {
        Judgement judgement = judge(day).judge(result(good, bad, machine, rest));
        assertThat(judgement.unfit().orElse("")).isEqualTo(why);
    }

    @ParameterizedTest(name = "by {0}: {1} good, {2} bad, {3} infra, {4} skip: {5}")
    @CsvSource({
        "2024-07-14, 9, 1, 0, 0, BAD",
        "2024-07-15, 9, 1, 0, 0, SKIP",
        "2024-07-15, 8, 2, 0, 0, BAD",
        "2024-07-15, 18, 2, 0, 0, SKIP",
        "2024-07-15, 17, 3, 0, 0, BAD",
        "2024-07-15, 15, 2, 3, 0, BAD", // A sixth of 17 is 2.
        "2024-07-15, 2, 2, 3, 3, SKIP",
        "2024-07-15, 3, 2, 0, 5, BAD",
        "2024-07-15, 0, 0, 0, 0, SKIP",
    })
    void badNeedsEnoughCrashesAndEnoughAnswers(String day, int good, int bad, int machine, int rest, Verdict verdict) {
        Judgement judgement = judge(day).judge(result(good, bad, machine, rest));
        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(judgement.unfit()).isEmpty();
    }

    @Test
    void aVerdictThatCannotBeFoundIsExplained() {
        assertThat(judge("2026-08-01").judge(result(2, 2, 3, 3)).remarks()).contains(Note.UNDETERMINED.of(2, 5, 5, 4));
        assertThat(judge("2026-08-01").judge(result(5, 0, 3, 2)).remarks())
                .noneMatch(remark -> remark instanceof Event.Noted noted && noted.note() == Note.UNDETERMINED);
    }

    @Test
    void todayTooManyFailuresOfTheMachineEndTheBisection() {
        assertThat(judge("2026-08-01").judge(result(0, 1, 8, 1)).unfit()).isPresent();
        assertThat(judge("2023-05-20").judge(result(4, 0, 6, 0)).unfit()).isPresent();
        assertThat(judge("2023-04-20").judge(result(4, 0, 6, 0)).unfit()).isEmpty();
    }

    @Test
    void inJune2023GoodNeededMoreThanHalfOfTheRuns() {
        assertThat(judge("2023-06-20").judge(result(5, 0, 0, 5)).verdict()).isEqualTo(Verdict.SKIP);
        assertThat(judge("2023-06-20").judge(result(6, 0, 0, 4)).verdict()).isEqualTo(Verdict.GOOD);
        assertThat(judge("2023-06-10").judge(result(1, 0, 0, 9)).verdict()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void untilJuly2023TheLastCrashStandsForTheCommit() {
        assertThat(judge("2020-03-01")
                        .judge(crashes("A, B, C"))
                        .crash()
                        .orElseThrow()
                        .title())
                .isEqualTo("C");
        assertThat(judge("2020-03-01").judge(result(10, 0, 0, 0)).crash()).isEmpty();
    }

    @Test
    void sinceThenTheMostFrequentKindOfCrashDoes() {
        Judgement judgement = judge("2024-01-01")
                .judge(crashes("KASAN: slab-out-of-bounds Read in a, KASAN: slab-out-of-bounds Read in b,"
                        + " INFO: task hung in c, KASAN: slab-out-of-bounds Read in d, INFO: task hung in e,"
                        + " INFO: task hung in f, WARNING in g"));
        assertThat(judgement.crash().orElseThrow().title()).isEqualTo("KASAN: slab-out-of-bounds Read in a");
        assertThat(judgement.types()).containsExactly("KASAN-READ", "WARNING");
        assertThat(judgement.remarks())
                .contains(Note.REPRESENTATIVE.of("KASAN: slab-out-of-bounds Read in a", "KASAN-READ WARNING"));
    }

    @Test
    void lostConnectionsStandForNothingIfThereIsAnythingElse() {
        String lost = "lost connection to test machine";
        Judge judge = judge("2025-01-01");
        assertThat(judge.judge(crashes(lost + ", WARNING in a, " + lost)).types())
                .containsExactly("WARNING");
        assertThat(judge.judge(crashes(lost + ", " + lost)).types()).containsExactly("LOST_CONNECTION");
        assertThat(judge.judge(crashes(lost + ", " + lost + ", INFO: task hung in a"))
                        .crash())
                .isEmpty();
    }

    @Test
    void aFailureOfSyzkallersToolsIsNoCrashUnlessTheBugIsOne() {
        TestResult failure = crashes("SYZFATAL: executor failed, SYZFATAL: executor failed");
        Judge judge = judge("2026-08-01");
        judge.judgeOriginal(crashes("WARNING in a, WARNING in a"));
        assertThat(judge.judge(failure).runs()).allMatch(run -> run.outcome() == Outcome.IGNORED);
        Judge ofSuchABug = judge("2026-08-01");
        ofSuchABug.judgeOriginal(failure);
        assertThat(ofSuchABug.judge(failure).verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void aReproducerThatRarelyCrashesIsRemarkedOnOnceAndGetsMoreRuns() {
        Judge judge = judge("2021-05-01");
        assertThat(judge.runsWanted()).isEqualTo(20);
        assertThat(judge.judgeOriginal(result(0, 20, 0, 0)).remarks()).doesNotContain(Note.SEEMS_FLAKY.of());
        assertThat(judge.runsWanted()).isEqualTo(10);
        assertThat(judge.judge(result(8, 2, 0, 0)).remarks()).contains(Note.SEEMS_FLAKY.of());
        assertThat(judge.runsWanted()).isEqualTo(20);
        assertThat(judge.judge(result(18, 2, 0, 0)).remarks()).doesNotContain(Note.SEEMS_FLAKY.of());
    }

    @Test
    void confidenceFallsWithEachGoodVerdictOfTheSearchTheMoreTheRarerCrashesAre() {
        Judge judge = judge("2026-08-01");
        judge.judgeOriginal(result(10, 10, 0, 0));
        judge.judge(result(10, 0, 0, 0));
        assertThat(judge.confidence()).as("the way to the range does not count").isEqualTo(1);
        Judgement step = judge.judgeStep(result(10, 0, 0, 0));
        assertThat(judge.confidence()).isEqualTo(1 - Math.pow(0.5, 10));
        assertThat(step.remarks()).contains(new Event.Noted(Note.FALSE_NEGATIVE_CHANCE, List.of("0.001")));
        judge.judgeStep(result(7, 3, 0, 0));
        assertThat(judge.chance()).isEqualTo(0.4);
    }
}
