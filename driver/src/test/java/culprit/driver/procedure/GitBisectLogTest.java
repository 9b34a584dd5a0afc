package culprit.driver.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.gitlog.GitLogFinding;
import culprit.driver.gitlog.GitLogReplay;
import culprit.driver.procedure.ScriptedTester.Behaviour;
import culprit.git.Commit;
import culprit.git.JGitHistory;
import culprit.git.NativeGit;
import culprit.report.GitBisectLog;
import culprit.report.Outcome;
import culprit.report.RawText;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log that a bisection keeps for git, in the hands of the installed git. */
class GitBisectLogTest {
    @TempDir
    private Path directory;

    private Path log = Path.of("");

    @BeforeEach
    void nameLog() {
        NativeGit.assumePresent();
        log = directory.resolve("git-bisect.log");
    }

    /** What git knows of a search. */
    private record State(String head, String refs, String log) {
        static State after(NativeGit git, Path replayed) {
            git.tell("bisect", "replay", replayed.toString());
            State state = new State(git.run("rev-parse", "HEAD"), refs(git), git.run("bisect", "log"));
            git.run("bisect", "reset");
            return state;
        }

        static String refs(NativeGit git) {
            return git.run("for-each-ref", "refs/bisect");
        }
    }

    private void bisect(TestRepository repository, Function<String, Behaviour> script, String bad, String good)
            throws Exception {
        try (JGitHistory history = repository.open()) {
            List<Commit> goods = List.of(history.commit(repository.id(good)));
            Plan plan = Plan.cause(Instant.EPOCH, history.commit(repository.id(bad)), goods);
            try (GitBisectLog events = new GitBisectLog(log, plan.titles())) {
                new Bisection(history, new ScriptedTester(script, events), events, plan, Rules.syzbot2020(3)).run();
            }
        }
    }

    /** Has git search by itself, then go through the log; both ways it must come to the same. */
    private void gitComesToTheSame(
            TestRepository repository, Function<String, Behaviour> script, String bad, String good) throws Exception {
        NativeGit git = new NativeGit(repository.directory());
        git.run("reset", "-q", "--hard");
        git.run("bisect", "start");
        git.run("bisect", "good", repository.id(good));
        NativeGit.Answer answer = git.tell("bisect", "bad", repository.id(bad));
        while (answer.out().startsWith("Bisecting:")) {
            Behaviour behaviour = script.apply(git.run("log", "-1", "--format=%s"));
            String verdict = !behaviour.builds()
                    ? "skip"
                    : behaviour.runs().ending(0, 10).outcome() == Outcome.CRASHED ? "bad" : "good";
            answer = git.tell("bisect", verdict);
        }
        List<String> gits = git.run("bisect", "log")
                .lines()
                .filter(line -> !line.startsWith("# status: "))
                .toList();
        assertThat(Files.readAllLines(log)).containsExactlyInAnyOrderElementsOf(gits);
        String refs = State.refs(git);
        Path own = Files.write(directory.resolve("own.log"), gits);
        git.run("bisect", "reset");

        State state = State.after(git, log);
        assertThat(state.refs).isEqualTo(refs);
        assertThat(state).isEqualTo(State.after(git, own));
        assertThat(GitLogReplay.check(Files.newInputStream(log)).kind()).isEqualTo(GitLogFinding.Kind.CONSISTENT);
    }

    @Test
    void gitFindsTheSameCulpritInIt() throws Exception {
        TestRepository repository = TestRepository.row(directory.resolve("linux"), 20);
        for (int introduced : List.of(1, 7, 20)) {
            bisect(repository, ScriptedTester.introducedAt(introduced), "20", "0");
            gitComesToTheSame(repository, ScriptedTester.introducedAt(introduced), "20", "0");
        }
    }

    @Test
    void gitNamesTheSameCandidatesFromIt() throws Exception {
        TestRepository repository = TestRepository.row(directory.resolve("linux"), 10);
        Function<String, Behaviour> script = title -> List.of("4", "5", "6").contains(title)
                ? Behaviour.bad(title).unbuildable()
                : ScriptedTester.introducedAt(5).apply(title);
        bisect(repository, script, "10", "0");
        gitComesToTheSame(repository, script, "10", "0");
    }

    @Test
    void gitTestsTheSameMergeBase() throws Exception {
        TestRepository repository;
        try (TestRepository.Teller teller = TestRepository.at(directory.resolve("linux"))) {
            repository = teller.commit("0").row(1, 8).commit("100", "2").done("8");
        }
        bisect(
                repository,
                title -> ScriptedTester.introducedAt(5).apply(title.equals("100") ? "0" : title),
                "8",
                "100");
        gitComesToTheSame(repository, ScriptedTester.introducedAt(5), "8", "100");
    }

    @Test
    void gitGoesOnWhereTheBisectionWasCutShort() throws Exception {
        TestRepository repository = TestRepository.row(directory.resolve("linux"), 40);
        bisect(repository, ScriptedTester.introducedAt(13), "40", "0");
        List<String> lines = Files.readAllLines(log);
        NativeGit git = new NativeGit(repository.directory());
        git.run("reset", "-q", "--hard");
        try (JGitHistory history = repository.open()) {
            for (int end = 5; end < lines.size(); end++) {
                String begin = String.join("\n", lines.subList(0, end)) + "\n";
                Files.writeString(log, begin);
                String said = git.tell("bisect", "replay", log.toString()).out();
                GitLogFinding finding = GitLogReplay.replay(new ByteArrayInputStream(RawText.bytes(begin)), history);
                assertThat(finding.kind()).isEqualTo(GitLogFinding.Kind.CONSISTENT);
                assertThat(said).contains(finding.next());
                git.run("bisect", "reset");
            }
        }
    }
}
