package culprit.driver.journal;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.procedure.TestRepository;
import culprit.report.Conclusion;
import culprit.report.Event;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever a bisection is cut off: it continues as if nothing had happened. */
class CutTest {
    private static final TimedTester.Script SKIPS = new TimedTester.Script(13, Set.of(15), Set.of(12, 20));

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // before each test
    private TestRepository repository;

    private final List<Workplace> workplaces = new ArrayList<>();
    private int journals;

    @BeforeEach
    void history() throws Exception {
        try (TestRepository.Teller teller = TestRepository.at(directory.resolve("linux"))) {
            repository = teller.commit("0")
                    .row(1, 40)
                    .tag("v6.0", "5")
                    .tag("v6.1", "20")
                    .tag("v6.2", "30")
                    .done("40");
        }
    }

    @AfterEach
    void close() {
        workplaces.forEach(Workplace::close);
    }

    private Path newJournal() {
        return directory.resolve("events." + journals++ + ".jsonl");
    }

    private Workplace workplace(Path journal, TimedTester.Kernels script, int guests, String... goods)
            throws Exception {
        Workplace workplace = new Workplace(repository, script, journal, guests, goods);
        workplaces.add(workplace);
        return workplace;
    }

    private void cutAfterEachLine(TimedTester.Script script, String... goods) throws Exception {
        cutAfterEachLine(() -> workplace(newJournal(), script, 1, goods));
    }

    private void cutAfterEachLine(Callable<Workplace> workplaces) throws Exception {
        Workplace undisturbed = workplaces.call();
        undisturbed.bisect(Workplace.NEVER);
        List<Event> whole = undisturbed.events();
        String log = undisturbed.log();
        for (int lines = 0; lines <= whole.size(); lines++) {
            Workplace cut = workplaces.call();
            assertThat(cut.bisect(lines)).isEmpty();
            cut.bisect(Workplace.NEVER);
            assertThat(cut.events()).as("cut after line %d", lines).isEqualTo(whole);
            assertThat(cut.log()).as("cut after line %d", lines).isEqualTo(log);
            assertThat(cut.made).as("cut after line %d", lines).isEqualTo(undisturbed.made);
        }
    }

    @Test
    void stoppedAfterAnyLineItContinuesWithTheSameEventsAndRepeatsNothing() throws Exception {
        cutAfterEachLine(SKIPS);
    }

    @Test
    void soItDoesWhenOnlyTheBuildOfTheParentIsKnown() throws Exception {
        cutAfterEachLine(new TimedTester.Script(38, Set.of(), Set.of()), "37");
        cutAfterEachLine(new TimedTester.Script(38, Set.of(37), Set.of()), "37");
    }

    @Test
    void soItDoesWhenEvidenceIsWeighedAndCommitsAreTestedAgain() throws Exception {
        TimedTester.Script script = new TimedTester.Script(17, Set.of(13), Set.of(21));
        Workplace undisturbed = workplace(newJournal(), script, 1, "0").investigating();
        assertThat(undisturbed.bisect(Workplace.NEVER).orElseThrow().commit()).isEqualTo(repository.id("17"));
        assertThat(undisturbed.log()).contains(" again: ");
        cutAfterEachLine(() -> workplace(newJournal(), script, 1, "0").investigating());
    }

    @Test
    void cutAtAnyByteItContinuesWithTheSameEventsAndRepeatsOnlyWhatIsLost() throws Exception {
        Path complete = newJournal();
        Workplace undisturbed = workplace(complete, SKIPS, 1);
        undisturbed.bisect(Workplace.NEVER);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            long size = random.nextLong(Files.size(complete));
            Path journal = Files.copy(complete, newJournal());
            try (FileChannel file = FileChannel.open(journal, StandardOpenOption.WRITE)) {
                file.truncate(size);
            }
            long left = Journal.read(journal).stream().filter(CutTest::isMade).count();
            assertThat(journal).hasSize(size);

            Workplace cut = workplace(journal, SKIPS, 1);
            cut.bisect(Workplace.NEVER);
            assertThat(cut.events()).as("cut at byte %d", size).isEqualTo(undisturbed.events());
            assertThat(cut.made).isEqualTo(undisturbed.made.subList((int) left, undisturbed.made.size()));
        }
    }

    /** Whether the event is the end of a build or of a run, each of which the tester notes. */
    private static boolean isMade(Event event) {
        return event instanceof Event.KernelBuilt
                || event instanceof Event.BuildFailed
                || event instanceof Event.RunFinished;
    }

    @Test
    void stoppedAgainAndAgainItStillGetsToTheSameEnd() throws Exception {
        Workplace undisturbed = workplace(newJournal(), SKIPS, 1);
        undisturbed.bisect(Workplace.NEVER);
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Workplace cut = workplace(newJournal(), SKIPS, 1);
            int lines = 0;
            do {
                lines += 1 + random.nextInt(20);
            } while (lines < undisturbed.events().size() && cut.bisect(lines).isEmpty());
            cut.bisect(Workplace.NEVER);
            assertThat(cut.events()).as("seed %d", seed).isEqualTo(undisturbed.events());
            assertThat(cut.made).as("seed %d", seed).isEqualTo(undisturbed.made);
        }
    }

    @Test
    void withSeveralGuestsAtOnceNoRunIsRepeatedOrForgottenAndTheAnswerIsTheSame() throws Exception {
        Workplace undisturbed = workplace(newJournal(), SKIPS, 3);
        Conclusion conclusion = undisturbed.bisect(Workplace.NEVER).orElseThrow();
        for (int lines = 1; lines < undisturbed.events().size(); lines++) {
            Workplace cut = workplace(newJournal(), SKIPS, 3);
            assertThat(cut.bisect(lines)).isEmpty();
            // The guests that were at work are started again, so that other runs may end first.
            assertThat(cut.bisect(Workplace.NEVER)).contains(conclusion);
            assertThat(cut.made).doesNotHaveDuplicates().hasSameElementsAs(undisturbed.made);
        }
    }

    @Test
    void aTestThatEndedEarlyIsCompleteWhereverTheBisectionIsCutOff() throws Exception {
        Workplace undisturbed = workplace(newJournal(), SKIPS, 1).stoppingEarly();
        assertThat(undisturbed.bisect(Workplace.NEVER)).isEqualTo(withAllRuns().bisect(Workplace.NEVER));
        List<Event> whole = undisturbed.events();
        for (int lines = 1; lines < whole.size(); lines++) {
            Workplace cut = workplace(newJournal(), SKIPS, 1).stoppingEarly();
            assertThat(cut.bisect(lines)).isEmpty();
            cut.bisect(Workplace.NEVER);
            assertThat(cut.events()).as("cut after line %d", lines).isEqualTo(whole);
            assertThat(cut.log()).as("cut after line %d", lines).isEqualTo(undisturbed.log());
            assertThat(cut.made).as("cut after line %d", lines).isEqualTo(undisturbed.made);
        }
    }

    @Test
    void withSeveralGuestsATestThatEndedEarlyGetsNoMoreRunsEither() throws Exception {
        Conclusion conclusion = withAllRuns().bisect(Workplace.NEVER).orElseThrow();
        Workplace undisturbed = workplace(newJournal(), SKIPS, 3).stoppingEarly();
        assertThat(undisturbed.bisect(Workplace.NEVER)).contains(conclusion);
        for (int lines = 1; lines < undisturbed.events().size(); lines++) {
            Workplace cut = workplace(newJournal(), SKIPS, 3).stoppingEarly();
            assertThat(cut.bisect(lines)).isEmpty();
            List<Event> before = judged(cut.events());
            assertThat(cut.bisect(Workplace.NEVER)).contains(conclusion);
            assertThat(cut.made).doesNotHaveDuplicates();
            assertThat(judged(cut.events()).subList(0, before.size())).isEqualTo(before);
        }
    }

    private static List<Event> judged(List<Event> events) {
        return events.stream().filter(Event.TestJudged.class::isInstance).toList();
    }

    private Workplace withAllRuns() throws Exception {
        return workplace(newJournal(), SKIPS, 1);
    }

    @Test
    void aRevisionThatIsForgottenIsTestedAgainAndNothingElse() throws Exception {
        Path journal = newJournal();
        Workplace bisected = workplace(journal, SKIPS, 1);
        bisected.bisect(Workplace.NEVER);
        String log = withoutTimes(bisected.log());
        List<Event> before = bisected.events();
        String forgotten = repository.id("30");
        List<String> its = bisected.made.stream()
                .filter(made -> made.startsWith(forgotten))
                .toList();
        bisected.made.clear();

        Journal.forget(journal, forgotten);
        bisected.bisect(Workplace.NEVER);
        assertThat(bisected.made).isEqualTo(its);
        assertThat(withoutTimes(bisected.log())).isEqualTo(log);
        assertThat(kinds(bisected.events())).isEqualTo(kinds(before));
    }

    private static String withoutTimes(String log) {
        return log.replaceAll("(?m)^(revisions tested: \\d+, ).*$", "$1");
    }

    private static List<Object> kinds(List<Event> events) {
        return events.stream()
                .map(event -> (Object) (event.getClass() + (event instanceof Event.Evidence test ? test.commit() : "")))
                .toList();
    }
}
