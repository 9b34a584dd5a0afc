package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.driver.procedure.Bisection;
import culprit.driver.procedure.Build;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.Plan;
import culprit.driver.procedure.Rules;
import culprit.driver.procedure.TestRequest;
import culprit.driver.procedure.TestResult;
import culprit.driver.procedure.Tester;
import culprit.git.BadInputException;
import culprit.git.BisectState.Marks;
import culprit.git.Commit;
import culprit.git.JGitHistory;
import culprit.git.Limits;
import culprit.git.NativeGit;
import culprit.report.Bytes;
import culprit.report.Conclusion;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.GitBisectLog;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bisections that change hands between git and Culprit in the middle. The commits 0 to 40 are in a row. */
class GitStateTest {
    private static final int LAST = 40;

    @TempDir
    private Path directory;

    private NativeGit git = new NativeGit(Path.of("/unset"));
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void makeRepository() throws IOException {
        git = NativeGit.init(directory.resolve("linux"));
        for (int number = 0; number <= LAST; number++) {
            git.run("commit", "-q", "--allow-empty", "-m", Integer.toString(number));
            ids.add(git.run("rev-parse", "HEAD"));
        }
    }

    /** Kernels crash from a commit on, some do not build; after so many tests the machine dies. */
    private record Kernels(int introduced, List<Integer> unbuildable, int tests, List<Integer> asked)
            implements Tester {
        @Override
        public TestResult test(TestRequest request) throws InfraException {
            if (asked.size() == tests) {
                throw new InfraException("power failure");
            }
            int number = Integer.parseInt(request.commit().title());
            asked.add(number);
            Build build = build(request.commit());
            Outcome outcome = number >= introduced ? Outcome.CRASHED : Outcome.OK;
            Run run = new Run(0, outcome, "", Bytes.NONE, Path.of(""), Duration.ZERO);
            List<Run> runs = build.succeeded() ? List.of(run) : List.of();
            return new TestResult(build, runs, Duration.ZERO, Instant.EPOCH);
        }

        @Override
        public Build build(Commit commit) {
            return unbuildable.contains(Integer.parseInt(commit.title()))
                    ? Build.failed("no", Duration.ZERO)
                    : Build.succeeded(commit.title(), Duration.ZERO);
        }
    }

    private Conclusion bisect(Tester kernels, String bad, List<String> goods, List<String> skips) throws Exception {
        Path log = directory.resolve("git-bisect.log");
        try (JGitHistory history = JGitHistory.open(directory.resolve("linux"))) {
            List<Commit> known = new ArrayList<>();
            for (String good : goods) {
                known.add(history.commit(good));
            }
            Plan plan = Plan.cause(Instant.EPOCH, history.commit(bad), known).skipping(skips);
            try (GitBisectLog gitLog = new GitBisectLog(log, plan.titles());
                    GitStateLog state = new GitStateLog(history.bisectState(), log, Limits.NONE)) {
                EventSink events = new Fanout(List.of(gitLog, state));
                return new Bisection(history, kernels, events, plan, Rules.syzbot2020(1)).run();
            }
        }
    }

    private String byHand(int introduced, List<Integer> unbuildable) {
        String said = "";
        while (!said.contains(" is the first ")) {
            int number = Integer.parseInt(git.run("log", "-1", "--format=%s", "BISECT_HEAD"));
            String verdict = unbuildable.contains(number) ? "skip" : number >= introduced ? "bad" : "good";
            said = git.tell("bisect", verdict).out();
        }
        return said;
    }

    @Test
    void gitGoesOnWhereverABisectionStops() throws Exception {
        List<Integer> unbuildable = List.of(20, 21, 22, 29);
        for (int tests = 1; tests <= 5; tests++) {
            Kernels kernels = new Kernels(33, unbuildable, tests, new ArrayList<>());
            String bad = ids.get(LAST);
            assertThatThrownBy(() -> bisect(kernels, bad, List.of(ids.get(0)), List.of()))
                    .isInstanceOf(InfraException.class);
            assertThat(byHand(33, unbuildable)).startsWith(ids.get(33) + " is the first ");
            assertThat(git.run("bisect", "log")).contains("git bisect bad " + bad);
            git.run("bisect", "reset");
            assertThat(git.run("rev-parse", "HEAD")).as("the work tree stays").isEqualTo(bad);
        }
    }

    @Test
    void aBisectionGoesOnWhereverGitStops() throws Exception {
        for (int steps = 0; steps <= 4; steps++) {
            git.run("bisect", "start", "--no-checkout", ids.get(LAST), ids.get(0));
            for (int step = 0; step < steps; step++) {
                int number = Integer.parseInt(git.run("log", "-1", "--format=%s", "BISECT_HEAD"));
                git.run("bisect", step == 1 ? "skip" : number >= 7 ? "bad" : "good");
            }
            Marks marks;
            try (JGitHistory history = JGitHistory.open(directory.resolve("linux"))) {
                marks = history.bisectState().marks();
            }
            List<Integer> asked = new ArrayList<>();
            Conclusion conclusion =
                    bisect(new Kernels(7, List.of(), 99, asked), marks.bad(), marks.goods(), marks.skips());
            assertThat(conclusion.commit()).isEqualTo(ids.get(7));
            assertThat(marks.skips()).hasSize(steps > 1 ? 1 : 0);
            assertThat(asked).noneMatch(number -> marks.skips().contains(ids.get(number)));
            git.run("bisect", "reset");
        }
    }

    @Test
    void whatGitKnowsIsReadWithItsOwnTermsToo() throws Exception {
        git.run("bisect", "start", "--term-old=fast", "--term-new=slow", "--no-checkout");
        git.run("bisect", "slow", ids.get(9));
        try (JGitHistory history = JGitHistory.open(directory.resolve("linux"))) {
            assertThatThrownBy(() -> history.bisectState().marks())
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("no fast commit yet");
            git.run("bisect", "fast", ids.get(2));
            git.run("bisect", "skip", ids.get(4));
            assertThat(history.bisectState().marks())
                    .isEqualTo(new Marks(ids.get(9), List.of(ids.get(2)), List.of(ids.get(4)), Limits.NONE));
        }
    }

    @Test
    void aSearchOfAPartOfTheHistoryKeepsItsLimits() throws Exception {
        Limits limits = new Limits(true, List.of("net", "it's a!b", ":!d"));
        List<String> start = new ArrayList<>(List.of("bisect", "start", "--no-checkout"));
        start.addAll(limits.arguments());
        git.run(start.toArray(String[]::new));
        git.run("bisect", "bad", ids.get(9));
        git.tell("bisect", "good", ids.get(2));
        Path state = directory.resolve("linux/.git");
        String names = Files.readString(state.resolve("BISECT_NAMES"));
        Path log = Files.writeString(directory.resolve("git-bisect.log"), "");
        try (JGitHistory history = JGitHistory.open(directory.resolve("linux"))) {
            assertThat(history.bisectState().marks().limits()).isEqualTo(limits);
            git.run("bisect", "reset");
            assertThat(state.resolve("BISECT_FIRST_PARENT")).doesNotExist();
            new GitStateLog(history.bisectState(), log, limits)
                    .accept(new Event.SearchStarted(ids.get(9), List.of(ids.get(2)), List.of(ids.get(9), ids.get(2))));
            assertThat(history.bisectState().marks().limits()).isEqualTo(limits);
        }
        assertThat(state.resolve("BISECT_NAMES")).hasContent(names);
    }

    @Test
    void withoutABisectionOfGitThereIsNothingToTakeOver() throws Exception {
        try (JGitHistory history = JGitHistory.open(directory.resolve("linux"))) {
            assertThatThrownBy(() -> history.bisectState().marks())
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("git bisect start");
        }
    }

    @Test
    void aLinkedWorkTreeHasABisectionOfItsOwn() throws Exception {
        git.run("worktree", "add", "-q", "../linked");
        NativeGit linked = new NativeGit(directory.resolve("linked"));
        linked.run("bisect", "start", "--no-checkout", ids.get(9), ids.get(2));
        try (JGitHistory main = JGitHistory.open(directory.resolve("linux"));
                JGitHistory other = JGitHistory.open(directory.resolve("linked"))) {
            assertThat(main.bisectState().isInProgress()).isFalse();
            assertThat(other.bisectState().marks().bad()).isEqualTo(ids.get(9));
        }
    }

    /** Events without a search leave the repository alone. */
    @Test
    void nothingIsWrittenBeforeASearchBegins() throws Exception {
        try (JGitHistory history = JGitHistory.open(directory.resolve("linux"))) {
            GitStateLog state = new GitStateLog(history.bisectState(), directory.resolve("none.log"), Limits.NONE);
            state.accept(new Event.BisectionStarted(Instant.EPOCH, ids.get(1), "1"));
            assertThat(history.bisectState().isInProgress()).isFalse();
        }
    }

    /** What stands there from an earlier search stays until the next one begins. */
    @Test
    void theLogOfGitIsLeftAloneByWhatIsNoneOfItsBusiness() throws Exception {
        Path log = Files.writeString(directory.resolve("git-bisect.log"), "# of the search\n");
        try (JGitHistory history = JGitHistory.open(directory.resolve("linux"))) {
            GitStateLog state = new GitStateLog(history.bisectState(), log, Limits.NONE);
            state.accept(new Event.SearchStarted(ids.get(9), List.of(ids.get(2)), List.of(ids.get(9), ids.get(2))));
            Files.writeString(log, "# told once more\n");
            state.accept(new Event.BisectionStarted(Instant.EPOCH, ids.get(9), "9"));
            assertThat(git.run("bisect", "log")).isEqualTo("# of the search");
            state.accept(new Event.CommitMarked(Verdict.GOOD, ids.get(5)));
            assertThat(git.run("bisect", "log")).isEqualTo("# told once more");
        }
    }
}
