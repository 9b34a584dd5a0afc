package culprit.driver.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import culprit.driver.procedure.Judge;
import culprit.driver.procedure.Rules;
import culprit.driver.replay.RecordedTest.Phase;
import culprit.driver.replay.ReplayResult.Kind;
import culprit.report.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that somebody tampered with: what is decided otherwise must show, where it is decided. */
class ReplayMutationTest {
    private static final long SEED = 20260101;
    private static final int FLIPS = 250;
    private static final int DAMAGES = 400;
    private static final int SHUFFLES = 3000;

    @TempDir
    private Path directory;

    @Test
    void anOutcomeThatChangesAVerdictShowsAtThatVeryRevision() throws Exception {
        List<Path> logs = Recordings.complete();
        Random random = new Random(SEED);
        int flips = 0;
        while (flips < FLIPS) {
            Path file = logs.get(random.nextInt(logs.size()));
            RecordedLog log = Recordings.read(file);
            List<RecordedTest> tests = log.tests().stream()
                    .filter(test -> test.phase() != Phase.PARENT && test.runsListed() > 0)
                    .toList();
            if (tests.isEmpty()) {
                continue;
            }
            RecordedTest test = tests.get(random.nextInt(tests.size()));
            List<String> lines = Recordings.lines(file);
            boolean isShown = log.search().isPresent()
                    || log.tests().indexOf(test) + 1 < log.tests().size();
            if (isShown) {
                int end = flip(lines, (int) test.line(), Recordings.endOf(test, lines), flipped(test));
                ReplayResult result = Recordings.replay(lines, directory);
                assertThat(result.kind())
                        .as("%s, test in line %d", file, test.line())
                        .isEqualTo(Kind.DIVERGES);
                assertThat(result.line())
                        .as("%s, test in line %d", file, test.line())
                        .isBetween(test.line(), end + 1L);
                flips++;
            }
        }
    }

    /**
     * Crashes become OK, and so does what made a release untestable, since a crash would not change where the walk goes
     * next. In all other cases all runs crash, so that no other verdict is left.
     */
    private static String flipped(RecordedTest test) {
        Verdict verdict = new Judge(Rules.syzbot2020(10)).judge(test.result(20)).verdict();
        boolean toGood = verdict == Verdict.BAD || (verdict == Verdict.SKIP && test.phase() != Phase.STEP);
        return toGood ? "OK" : "crashed: WARNING in mutation";
    }

    /** Gives all runs another outcome, without what failed commands said. */
    private static int flip(List<String> lines, int from, int end, String outcome) {
        List<String> flipped = new ArrayList<>();
        boolean ran = false;
        for (String line : lines.subList(from, end)) {
            boolean isRun = line.startsWith("run #") || line.startsWith("all runs: ");
            ran |= isRun;
            if (isRun) {
                flipped.add(line.substring(0, line.indexOf(": ") + 2) + outcome);
            } else if (!ran) {
                flipped.add(line);
            }
        }
        lines.subList(from, end).clear();
        lines.addAll(from, flipped);
        return from + flipped.size();
    }

    @Test
    void damageIsToldWithItsLineAndNeverBreaksTheReplay() throws Exception {
        List<Path> logs = Recordings.complete();
        Random random = new Random(SEED);
        for (int i = 0; i < DAMAGES; i++) {
            Path file = logs.get(random.nextInt(logs.size()));
            List<String> lines = Recordings.lines(file);
            List<Integer> places = decisive(lines);
            int place = places.get(random.nextInt(places.size()));
            damage(lines, place, random.nextInt(isFact(lines, place) ? 3 : 4));
            ReplayResult result =
                    assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Recordings.replay(lines, directory));
            assertThat(result.kind() == Kind.IDENTICAL && result.complete())
                    .as("damage %d: %s, line %d", i, file, place + 1)
                    .isFalse();
            assertThat(result.line())
                    .as("damage %d: %s, line %d", i, file, place + 1)
                    .isBetween(1L, lines.size() + 1L);
        }
    }

    @Test
    void whateverStandsInALogTheReplayEnds() throws Exception {
        List<Path> logs = Recordings.complete();
        Random random = new Random(SEED);
        for (int i = 0; i < SHUFFLES; i++) {
            List<String> lines = Recordings.lines(logs.get(random.nextInt(logs.size())));
            List<String> others = Recordings.lines(logs.get(random.nextInt(logs.size())));
            for (int change = random.nextInt(6); change >= 0 && lines.size() > 1; change--) {
                int place = random.nextInt(lines.size() - 1);
                switch (random.nextInt(4)) {
                    case 0 -> lines.add(place, lines.get(random.nextInt(lines.size())));
                    case 1 -> lines.add(place, others.get(random.nextInt(others.size())));
                    case 2 -> lines.set(place, lines.get(random.nextInt(lines.size())));
                    default -> lines.remove(place);
                }
            }
            ReplayResult result = assertTimeoutPreemptively(
                    Duration.ofSeconds(30), () -> Recordings.replay(lines, directory), "shuffle " + i);
            assertThat(result.remark()).as("shuffle %d", i).doesNotContain("Exception");
            assertThat(result.line()).as("shuffle %d", i).isBetween(0L, lines.size() + 1L);
        }
    }

    /** The lines that tell of decisions, or of what they follow from. */
    private static List<Integer> decisive(List<String> lines) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < lines.size() && !lines.get(i).startsWith("crash: "); i++) {
            String line = lines.get(i);
            boolean decisive = line.startsWith("testing commit ")
                    || line.startsWith("# git bisect ")
                    || line.startsWith("Bisecting: ")
                    || line.startsWith("first bad commit: ")
                    || line.startsWith("revisions tested: ");
            if (decisive) {
                places.add(i);
            }
        }
        return places;
    }

    /** How many revisions are left and which commit a release is, nothing else in a log contradicts. */
    private static boolean isFact(List<String> lines, int place) {
        return lines.get(place).startsWith("Bisecting: ")
                || lines.get(place - 1).startsWith("testing release ");
    }

    private static void damage(List<String> lines, int place, int kind) {
        switch (kind) {
            case 0 -> lines.remove(place);
            case 1 -> lines.add(place, lines.get(place));
            case 2 -> lines.subList(place, lines.size()).clear();
            default -> lines.set(place, corrupted(lines.get(place)));
        }
    }

    /** One digit of a number or hash becomes another one. */
    private static String corrupted(String line) {
        int digit = 0;
        while (!Character.isDigit(line.charAt(digit))) {
            digit++;
        }
        char other = line.charAt(digit) == '7' ? '8' : '7';
        return line.substring(0, digit) + other + line.substring(digit + 1);
    }
}
