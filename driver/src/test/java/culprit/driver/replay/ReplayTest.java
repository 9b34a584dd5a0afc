package culprit.driver.replay;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.procedure.UsageException;
import culprit.driver.replay.ReplayResult.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays of real logs; each is skipped where there are none. */
class ReplayTest {
    @TempDir
    private Path directory;

    private static ReplayResult replay(String rules, Path file) throws Exception {
        return new Replay(Optional.empty(), Optional.of(rules), Optional.empty()).of(file, new ByteArrayOutputStream());
    }

    @Test
    void theOwnersLogsComeOutIdentical() throws Exception {
        for (Path seed : Recordings.files("seeds")) {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            ReplayResult result = new Replay(Optional.empty(), Optional.empty(), Optional.empty()).of(seed, written);
            assertThat(result.kind()).as(seed.toString()).isEqualTo(Kind.IDENTICAL);
            assertThat(result.complete()).isTrue();
            assertThat(written.toByteArray()).isEqualTo(Files.readAllBytes(seed));
        }
    }

    @Test
    void nearlyAllCompleteLogsDo() throws Exception {
        List<String> others = new ArrayList<>();
        List<Path> logs = Recordings.complete();
        for (Path log : logs) {
            ReplayResult result = Recordings.replay(log);
            if (result.kind() != Kind.IDENTICAL) {
                others.add(result.toString());
            }
        }
        assertThat(logs).hasSizeGreaterThan(300);
        assertThat(others).as("of " + logs.size()).hasSizeLessThanOrEqualTo(logs.size() / 50);
    }

    @Test
    void theVerdictsOfEveryYearFollowFromTheEvidence() throws Exception {
        Map<Integer, int[]> years = new TreeMap<>();
        for (Path log : Recordings.complete()) {
            ReplayResult result = Recordings.replay(log);
            int[] counts = years.computeIfAbsent(LocalDate.parse(result.era()).getYear(), year -> new int[2]);
            counts[0] += result.verdictsCompared();
            counts[1] += result.verdictsEqual();
        }
        years.forEach((year, counts) -> assertThat(counts[1])
                .as("of " + counts[0] + " in " + year)
                .isGreaterThanOrEqualTo(counts[0] * 995 / 1000));
        assertThat(years.values().stream().mapToInt(counts -> counts[0]).sum()).isGreaterThan(5000);
    }

    @Test
    void aLogThatBreaksOffIsIdenticalAsFarAsItGoes() throws Exception {
        for (Path seed : Recordings.files("seeds")) {
            List<String> lines = Recordings.lines(seed);
            RecordedLog whole = Recordings.read(seed);
            for (RecordedTest test : whole.tests()) {
                int end = (int) test.line() + 1;
                ReplayResult result = Recordings.replay(lines.subList(0, end), directory);
                assertThat(result.kind()).as(result.toString()).isEqualTo(Kind.IDENTICAL);
                assertThat(result.complete()).isFalse();
                assertThat(result.line()).isBetween(test.line() - 1, (long) end);
                assertThat(result.remark()).contains("the record ends");
            }
        }
    }

    @Test
    void todaysRulesTakeOneCrashOfTenForNoAnswer() throws Exception {
        List<Divergence> others = new ArrayList<>();
        for (Path seed : Recordings.files("seeds")) {
            others.addAll(replay("today", seed).divergences().stream()
                    .filter(divergence -> divergence.kind() == Divergence.Kind.VERDICT)
                    .toList());
        }
        assertThat(others)
                .extracting(Divergence::recorded, Divergence::ours)
                .containsExactly(Assertions.tuple("bad", "skip"));
    }

    @Test
    void ourOwnRulesJudgeTheOwnersLogsAsTheyWereJudged() throws Exception {
        for (Path seed : Recordings.files("seeds")) {
            ReplayResult result = replay("syzbot-2020", seed);
            assertThat(result.kind()).isEqualTo(Kind.IDENTICAL);
            assertThat(result.remark()).startsWith("culprit: ");
        }
    }

    @Test
    void rulesWithoutANameAreRefused() {
        Assertions.assertThatThrownBy(() -> new Replay(Optional.empty(), Optional.of("tomorrow"), Optional.empty()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("tomorrow")
                .hasMessageContaining("2020-03-01");
    }

    @Test
    void whatIsNoLogIsUnreadable() throws Exception {
        ReplayResult result = Recordings.replay(List.of("hello", "testing commit nothing"), directory);
        assertThat(result.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(result.line()).isEqualTo(1);
    }
}
