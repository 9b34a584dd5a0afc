package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.git.Next.Kind;
import culprit.git.RandomHistory.Graph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares searches that are limited to paths with the installed git. {@code -Dculprit.fuzz=N} multiplies the number of
 * cases by N, {@code -Dculprit.seed=N} makes others.
 */
class PathOracleTest {
    private static final int EFFORT = Integer.getInteger("culprit.fuzz", 1);
    private static final long SEED = Long.getLong("culprit.seed", 20261121);
    private static final List<String> FILES = List.of("a", "b", "d/a", "d/b", "d/e/a", "e/x", "ab");
    private static final List<String> PATHS = List.of(
            "a",
            "b",
            "d",
            "d/a",
            "d/",
            "d/e",
            "e/x",
            "a/",
            "ab",
            "nosuch",
            "./d",
            ".",
            "d//a",
            "d/../a",
            "*a",
            "d/*",
            "?",
            "[ab]",
            "[!a]",
            "a*",
            "*/a",
            "d/[^a-b]*",
            "\\a",
            ":(glob)*a",
            ":(glob)**/a",
            ":(glob)d/**",
            ":(glob)d/**/a",
            ":(glob)d/*",
            ":(literal)d/a",
            ":(literal)*",
            ":/d",
            ":(top)a",
            ":(exclude)d",
            ":!a",
            ":^*a",
            ":(exclude,glob)*",
            ":!d/e/a",
            ":(icase)A",
            ":(icase)D/E",
            ":(icase)*B",
            ":(icase,glob)D/*",
            ":(exclude,icase)D/A",
            "[[:alpha:]]",
            "d/[![:lower:]]",
            "[[:no:]]",
            "[",
            ":");

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);

    private record Case(String bad, Set<String> goods, boolean firstParent, List<String> paths) {
        List<String> revList(String option) {
            List<String> arguments = new ArrayList<>(List.of("rev-list", option, bad));
            goods.forEach(good -> arguments.add("^" + good));
            if (firstParent) {
                arguments.add("--first-parent");
            }
            arguments.add("--");
            arguments.addAll(paths);
            return arguments;
        }

        SearchState state(List<String> skips) {
            // rev-list does not ask whether the good commits are ancestors of the bad one.
            return new SearchState(
                    bad, List.copyOf(goods), skips, Optional.empty(), true, new Limits(firstParent, paths));
        }
    }

    private List<Graph> graphs(NativeGit git, int count) throws IOException {
        int[] sizes = random.ints((long) count * EFFORT, 0, 5)
                .map(i -> new int[] {6, 12, 25, 60, 150}[i])
                .toArray();
        return new RandomHistory(random, FILES).make(git, directory.resolve("marks"), sizes);
    }

    private Case chosen(Graph graph) {
        String bad = pick(graph.commits());
        List<String> ancestors = new ArrayList<>(graph.ancestors(bad));
        Set<String> goods = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            goods.add(pick(random.nextInt(4) > 0 ? ancestors : graph.commits()));
        }
        List<String> paths = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            paths.add(pick(random.nextBoolean() ? FILES : PATHS));
        }
        if (paths.stream().allMatch(path -> path.matches(":(!|\\^|\\(exclude).*"))) {
            paths.add("."); // without it git rev-list differs from git bisect
        }
        return new Case(bad, goods, random.nextInt(4) == 0, paths);
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    @Test
    void choosesAsRevListDoes() throws Exception {
        NativeGit git = NativeGit.init(directory.resolve("repository"));
        int cases = 0;
        List<Graph> graphs = graphs(git, 100);
        try (JGitHistory history = JGitHistory.open(directory.resolve("repository"), NativeGit.level())) {
            for (Graph graph : graphs) {
                for (int i = 0; i < 20; i++) {
                    Case asked = chosen(graph);
                    NativeGit.Answer answer =
                            git.tell(asked.revList("--bisect-vars").toArray(String[]::new));
                    Next next = history.search(asked.state(List.of())).next();
                    String story = "seed " + SEED + " " + asked;
                    if (answer.status() != 0) {
                        assertThat(next.kind()).as(story).isEqualTo(Kind.BOTH_GOOD_AND_BAD);
                        continue;
                    }
                    if (next.kind() == Kind.NONE_TESTABLE) {
                        assertThat(answer.out()).as(story).contains("bisect_all=0\n");
                        continue;
                    }
                    assertThat(answer.out()).as(story).contains("bisect_rev='" + next.commit() + "'");
                    if (next.kind() == Kind.TEST) {
                        assertThat(answer.out().stripTrailing())
                                .as(story)
                                .contains("bisect_good=" + next.left() + "\n")
                                .endsWith("bisect_steps=" + next.steps());
                        cases++;
                    }
                }
            }
        }
        assertThat(cases).isGreaterThan(500 * EFFORT);
    }

    @Test
    void ordersCommitsAroundSkippedOnesAsRevListDoes() throws Exception {
        NativeGit git = NativeGit.init(directory.resolve("repository"));
        int cases = 0;
        List<Graph> graphs = graphs(git, 50);
        try (JGitHistory history = JGitHistory.open(directory.resolve("repository"), NativeGit.level())) {
            for (Graph graph : graphs) {
                for (int i = 0; i < 20; i++) {
                    Case asked = chosen(graph);
                    List<String> order = git.tell(asked.revList("--bisect-all").toArray(String[]::new))
                            .out()
                            .lines()
                            .map(line -> line.substring(0, 40))
                            .toList();
                    if (!order.isEmpty()) {
                        Next next = history.search(asked.state(order)).next();
                        assertThat(next.candidates())
                                .as("seed " + SEED + " " + asked)
                                .isEqualTo(order);
                        cases++;
                    }
                }
            }
        }
        assertThat(cases).isGreaterThan(200 * EFFORT);
    }
}
