package culprit.driver.gitlog;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.gitlog.GitLogFinding.Kind;
import culprit.git.JGitHistory;
import culprit.git.NativeGit;
import culprit.git.RandomHistory;
import culprit.git.RandomHistory.Graph;
import culprit.report.RawText;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays what the installed git has logged. {@code -Dculprit.fuzz=N} multiplies the number of cases by N. */
class GitLogOracleTest {
    private static final int EFFORT = Integer.getInteger("culprit.fuzz", 1);
    private static final long SEED = Long.getLong("culprit.seed", 20261121);

    /** The minor version of git whose bisect knows first parents. */
    private static final int FIRST_PARENT_SINCE = 29;

    private static final List<String> FILES = List.of("a", "b", "d/a", "d/b");

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);

    /** A search by git, and what git said last. */
    private record Told(String log, String said, int marks) {}

    @Test
    void wouldSayNextWhatGitSays() throws Exception {
        NativeGit git = NativeGit.init(directory.resolve("repository"));
        int[] sizes = random.ints(30L * EFFORT, 0, 4)
                .map(i -> new int[] {6, 12, 25, 60}[i])
                .toArray();
        List<Graph> graphs = new RandomHistory(random, FILES).make(git, directory.resolve("marks"), sizes);
        int marks = 0;
        try (JGitHistory history = JGitHistory.open(directory.resolve("repository"), NativeGit.level())) {
            for (Graph graph : graphs) {
                Told told = search(git, graph);
                if (told.log.isEmpty()) {
                    continue; // Nothing to search in, so that git keeps no log.
                }
                GitLogFinding finding = GitLogReplay.replay(stream(told.log), history);

                assertThat(finding.kind())
                        .as("seed %s: %s %s", SEED, told, finding)
                        .isEqualTo(Kind.CONSISTENT);
                if (told.said.isEmpty()) {
                    // Until 2.36 git says nothing while it waits for marks.
                    assertThat(finding.next()).as("seed %s: %s", SEED, told.log).startsWith("status: waiting");
                    continue;
                }
                assertThat(told.said).as("seed %s: %s", SEED, told.log).startsWith(finding.next());
                assertThat(finding.next()).isNotEmpty();
                if (!told.said.contains("is the first")) {
                    assertThat(finding.next()).as("seed %s: %s", SEED, told.log).isEqualTo(told.said);
                }
                assertThat(GitLogReplay.check(stream(told.log)).kind())
                        .as("seed %s: %s", SEED, told.log)
                        .isEqualTo(Kind.CONSISTENT);
                marks += told.marks;
            }
        }
        assertThat(marks).isGreaterThan(graphs.size());
    }

    /** Starts in one of the ways there are, then answers at random; now and then, another commit is marked. */
    private Told search(NativeGit git, Graph graph) {
        git.tell("bisect", "reset");
        boolean ownTerms = random.nextInt(3) == 0;
        String bad = ownTerms ? "broken" : "bad";
        String good = ownTerms ? "fine" : "good";
        List<String> start = new ArrayList<>(List.of("bisect", "start"));
        if (ownTerms) {
            start.addAll(List.of("--term-new=" + bad, "--term-old", good));
        }
        String tip = graph.commits().get(graph.commits().size() - 1);
        String base = pick(random.nextInt(3) > 0 ? List.copyOf(graph.ancestors(tip)) : graph.commits());
        if (base.equals(tip)) {
            return new Told("", "", 0);
        }
        git.run("checkout", "-q", "--detach", tip);
        if (NativeGit.level().minor() >= FIRST_PARENT_SINCE && random.nextInt(4) == 0) {
            start.add("--first-parent");
        }
        List<String> paths = random.nextInt(3) == 0 ? List.of("--", pick(FILES), pick(FILES)) : List.of();
        NativeGit.Answer answer;
        if (random.nextBoolean()) {
            start.addAll(List.of(tip, base));
            start.addAll(paths);
            answer = git.tell(start.toArray(String[]::new));
        } else {
            start.addAll(paths);
            git.tell(start.toArray(String[]::new));
            answer = git.tell("bisect", good, base);
            if (random.nextInt(6) > 0) {
                answer = git.tell("bisect", bad, tip);
            }
        }
        int marks = 0;
        for (int most = random.nextInt(14); marks < most && answer.out().startsWith("Bisecting:"); marks++) {
            String verdict = List.of(good, bad, "skip").get(random.nextInt(3));
            answer = random.nextInt(6) == 0
                    ? git.tell("bisect", "skip", pick(graph.commits()))
                    : git.tell("bisect", verdict);
        }
        String said = (answer.err() + answer.out()).strip();
        return new Told(git.tell("bisect", "log").out(), said, marks);
    }

    private String pick(List<String> commits) {
        return commits.get(random.nextInt(commits.size()));
    }

    private static ByteArrayInputStream stream(String log) {
        return new ByteArrayInputStream(RawText.bytes(log));
    }
}
