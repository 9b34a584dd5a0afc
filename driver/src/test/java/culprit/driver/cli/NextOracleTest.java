package culprit.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.Terminal;
import culprit.git.NativeGit;
import culprit.git.RandomHistory;
import culprit.git.RandomHistory.Graph;
import culprit.report.terminal.Progress.Mode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goes through whole searches with the installed git and asks {@code culprit next} the same at every step. */
class NextOracleTest {
    private static final long SEED = Long.getLong("culprit.seed", 20261121);
    private static final List<String> FILES = List.of("a", "b", "d/a", "d/b", "d/e/a");
    private static final List<String> PATHS = List.of("a", "b", "d", "d/a", "d/e/", "*a", ":!d", "nosuch");
    private static final int SESSIONS = 60 * Integer.getInteger("culprit.fuzz", 1);

    @TempDir
    private Path directory;

    private Path repository = Path.of("");
    private final Random random = new Random(SEED);

    /** What is known of one search, and the terms it is told in. */
    private static final class Session {
        private final String story;
        private final List<String> options = new ArrayList<>();
        private final String recent;
        private final String old;
        private String bad;
        private final Set<String> goods = new TreeSet<>();
        private final Set<String> skips = new TreeSet<>();
        private String expected = "";
        private boolean checked;
        private final List<String> paths = new ArrayList<>();

        Session(String story, String bad, List<String> terms) {
            this.story = story;
            this.bad = bad;
            this.recent = terms.get(0);
            this.old = terms.get(1);
            options.addAll(List.of("--term-new", recent, "--term-old", old));
        }

        List<String> arguments() {
            List<String> arguments = new ArrayList<>(options);
            arguments.addAll(List.of("--bad", bad));
            goods.forEach(good -> arguments.addAll(List.of("--good", good)));
            skips.forEach(skip -> arguments.addAll(List.of("--skip", skip)));
            if (!expected.isEmpty()) {
                arguments.addAll(List.of("--expected", expected));
            }
            if (checked) {
                arguments.add("--checked");
            }
            arguments.add("--");
            arguments.addAll(paths);
            return arguments;
        }
    }

    @Test
    void saysWhatGitBisectSays() throws IOException {
        repository = directory.resolve("repository");
        NativeGit git = NativeGit.init(repository);
        compareAll(git, repository.resolve(".git"), graphs(git, SESSIONS));
    }

    @Test
    void saysWhatGitBisectSaysInABareRepository() throws IOException {
        NativeGit git = NativeGit.init(directory.resolve("made"));
        List<Graph> graphs = graphs(git, SESSIONS / 3);
        repository = directory.resolve("bare.git");
        git.run("clone", "-q", "--mirror", ".", repository.toString());
        compareAll(new NativeGit(repository), repository, graphs);
    }

    private List<Graph> graphs(NativeGit git, int sessions) throws IOException {
        int[] sizes = random.ints(sessions, 5, 60).toArray();
        return new RandomHistory(random, FILES).make(git, directory.resolve("marks"), sizes);
    }

    private void compareAll(NativeGit git, Path metadata, List<Graph> graphs) {
        git.run("update-ref", "--no-deref", "HEAD", graphs.get(0).commits().get(0));
        Set<Integer> exits = new TreeSet<>();
        for (Graph graph : graphs) {
            exits.add(compare(git, metadata, graph));
        }
        assertThat(exits).contains(0, 2, 3, 4);
    }

    /** The exit code at the end. */
    private int compare(NativeGit git, Path metadata, Graph graph) {
        List<String> terms = List.of(List.of("bad", "good"), List.of("new", "old"), List.of("broken", "fine"))
                .get(random.nextInt(3));
        String bad = graph.commits().get(graph.commits().size() - 1);
        Session session = new Session("seed " + SEED + " bad " + bad, bad, terms);
        session.goods.add(graph.commits().get(random.nextInt(graph.commits().size() - 1)));
        if (random.nextBoolean()) {
            session.options.add("--first-parent");
        }
        for (int i = random.nextInt(5) - 2; i > 0; i--) {
            session.paths.add(PATHS.get(random.nextInt(PATHS.size())));
        }
        git.tell("bisect", "reset");
        List<String> start = new ArrayList<>(List.of("bisect", "start", "--no-checkout"));
        start.addAll(session.options);
        start.add(bad);
        start.addAll(session.goods);
        start.add("--");
        start.addAll(session.paths);
        NativeGit.Answer answer = git.tell(start.toArray(String[]::new));
        int skips = random.nextInt(3) * 35;
        while (true) {
            compare(answer, session);
            int checkedOut = answer.out().lastIndexOf('\n', answer.out().length() - 2) + 1;
            if (answer.status() != 0 || answer.out().charAt(checkedOut) != '[') {
                return answer.status();
            }
            session.expected = answer.out().substring(checkedOut + 1, checkedOut + 41);
            session.checked = Files.exists(metadata.resolve("BISECT_ANCESTORS_OK"));
            answer = git.tell("bisect", verdict(session, skips), session.expected);
        }
    }

    private String verdict(Session session, int skips) {
        if (random.nextInt(100) < skips) {
            session.skips.add(session.expected);
            return "skip";
        }
        if (random.nextBoolean()) {
            session.bad = session.expected;
            return session.recent;
        }
        session.goods.add(session.expected);
        return session.old;
    }

    private void compare(NativeGit.Answer answer, Session session) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), Mode.PLAIN, 0);
        List<String> arguments = new ArrayList<>(List.of("next", "--level", "auto", "--repo", repository.toString()));
        arguments.addAll(session.arguments());
        String story = session.story + " " + arguments;
        int exit = Culprit.commandLine(terminal).execute(arguments.toArray(String[]::new));
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).as(story).isEqualTo(answer.out());
        assertThat(err.toString(StandardCharsets.ISO_8859_1)).as(story).isEqualTo(answer.err());
        assertThat(exit).as(story).isEqualTo(answer.status());
    }
}
