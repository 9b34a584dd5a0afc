package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.git.RandomHistory.Graph;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with the installed git on random histories. {@code -Dculprit.fuzz=N} multiplies their number by N. */
class LineageTest {
    private static final int EFFORT = Integer.getInteger("culprit.fuzz", 1);
    private static final long SEED = Long.getLong("culprit.seed", 20261121);

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);

    private record Case(String bad, Set<String> goods, boolean firstParent) {}

    private List<Graph> graphs(NativeGit git, int count) throws Exception {
        int[] sizes = random.ints((long) count * EFFORT, 0, 5)
                .map(i -> new int[] {1, 6, 25, 60, 200}[i])
                .toArray();
        List<Graph> graphs = new RandomHistory(random).make(git, directory.resolve("marks"), sizes);
        // Without generation numbers git lists commits that are excluded where dates run backwards.
        git.run("commit-graph", "write", "--reachable");
        return graphs;
    }

    private Case chosen(Graph graph) {
        String bad = pick(graph.commits());
        List<String> ancestors = List.copyOf(graph.ancestors(bad));
        Set<String> goods = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            goods.add(pick(random.nextInt(3) > 0 ? ancestors : graph.commits()));
        }
        return new Case(bad, goods, random.nextInt(4) == 0);
    }

    private String pick(List<String> commits) {
        return commits.get(random.nextInt(commits.size()));
    }

    private static List<String> ids(Lineage lineage) {
        return IntStream.range(0, lineage.size()).mapToObj(lineage::id).toList();
    }

    private static Set<String> roots(Lineage lineage) {
        return Arrays.stream(lineage.roots()).mapToObj(lineage::id).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void holdsWhatGitListsAndTheCommitsThatItStandsOn() throws Exception {
        NativeGit git = NativeGit.init(directory.resolve("repository"));
        List<Graph> graphs = graphs(git, 30);
        int withRoots = 0;
        try (JGitHistory history = JGitHistory.open(directory.resolve("repository"));
                JGitHistory onFirstParents = JGitHistory.open(
                        directory.resolve("repository"), Level.STAT_EXACT, new Limits(true, List.of()))) {
            for (Graph graph : graphs) {
                for (int i = 0; i < 6; i++) {
                    Case asked = chosen(graph);
                    Lineage lineage =
                            (asked.firstParent ? onFirstParents : history).lineage(asked.bad, List.copyOf(asked.goods));
                    Set<String> listed = listed(git, asked);
                    Set<String> roots = asked.firstParent ? lineEnd(git, asked) : common(git, asked);
                    assertThat(roots(lineage)).as("seed %d, %s", SEED, asked).isEqualTo(roots);
                    Set<String> members = new TreeSet<>(listed);
                    members.addAll(roots);
                    assertThat(ids(lineage))
                            .as("seed %d, %s", SEED, asked)
                            .containsExactlyInAnyOrderElementsOf(members)
                            .endsWith(asked.bad);
                    assertParents(graph, lineage, asked);
                    withRoots += roots.isEmpty() ? 0 : 1;
                }
            }
        }
        assertThat(withRoots).isGreaterThan(60 * EFFORT);
    }

    private static Set<String> listed(NativeGit git, Case asked) {
        List<String> arguments = new ArrayList<>(List.of("rev-list", "--topo-order", asked.bad));
        asked.goods.forEach(good -> arguments.add("^" + good));
        if (asked.firstParent) {
            arguments.add("--first-parent");
        }
        return new TreeSet<>(lines(git, arguments));
    }

    /** The best common ancestors of the bad commit and any good one. */
    private static Set<String> common(NativeGit git, Case asked) {
        Set<String> bases = new TreeSet<>();
        for (String good : asked.goods) {
            bases.addAll(git.tell("merge-base", "--all", asked.bad, good)
                    .out()
                    .lines()
                    .toList());
        }
        if (bases.isEmpty()) {
            return bases;
        }
        List<String> arguments = new ArrayList<>(List.of("merge-base", "--independent"));
        arguments.addAll(bases);
        return new TreeSet<>(lines(git, arguments));
    }

    /** The newest commit on the line of first parents that is an ancestor of a good one. */
    private static Set<String> lineEnd(NativeGit git, Case asked) {
        for (String commit : lines(git, List.of("rev-list", "--first-parent", asked.bad))) {
            for (String good : asked.goods) {
                if (git.tell("merge-base", "--is-ancestor", commit, good).status() == 0) {
                    return Set.of(commit);
                }
            }
        }
        return Set.of();
    }

    private static List<String> lines(NativeGit git, List<String> arguments) {
        return git.run(arguments.toArray(String[]::new)).lines().toList();
    }

    private static void assertParents(Graph graph, Lineage lineage, Case asked) {
        Set<String> members = Set.copyOf(ids(lineage));
        Set<String> roots = roots(lineage);
        for (int number = 0; number < lineage.size(); number++) {
            assertThat(lineage.number(lineage.id(number))).hasValue(number);
            List<String> parents = graph.parents().getOrDefault(lineage.id(number), List.of()).stream()
                    .limit(asked.firstParent ? 1 : Long.MAX_VALUE)
                    .filter(members::contains)
                    .toList();
            int[] numbers = lineage.parents(number);
            assertThat(Arrays.stream(numbers).mapToObj(lineage::id))
                    .as("seed %d, %s", SEED, asked)
                    .isEqualTo(roots.contains(lineage.id(number)) ? List.of() : parents);
            for (int parent : numbers) {
                assertThat(parent).isLessThan(number);
            }
        }
    }

    @Test
    void ordersCommitsAsDateOrderReversed() throws Exception {
        NativeGit git = NativeGit.init(directory.resolve("repository"));
        for (int hour : List.of(1, 2)) {
            git.feed(commit("main", hour), "fast-import", "--quiet", "--force");
        }
        git.feed(commit("side", 3), "fast-import", "--quiet", "--force");
        git.feed(commit("main", 4), "fast-import", "--quiet", "--force");
        git.feed(commit("side", 5), "fast-import", "--quiet", "--force");
        git.run("reset", "-q", "--hard", "main");
        git.run("merge", "-q", "--allow-unrelated-histories", "-m", "both", "side");
        try (JGitHistory history = JGitHistory.open(directory.resolve("repository"))) {
            Lineage lineage = history.lineage(git.run("rev-parse", "HEAD"), List.of());
            assertThat(ids(lineage))
                    .containsExactlyElementsOf(lines(git, List.of("rev-list", "--date-order", "--reverse", "HEAD")));
            assertThat(lineage.roots()).isEmpty();
            assertThat(lineage.number("1".repeat(40))).isEmpty();
        }
    }

    private static byte[] commit(String branch, int hour) {
        String commit = "commit refs/heads/" + branch + "\ncommitter C <c@example.org> " + 3600 * hour + " +0000\n"
                + "data 1\n" + hour + "\nfrom refs/heads/" + branch + "^0\n";
        boolean isFirst = hour == 1 || hour == 3;
        return (isFirst ? commit.replaceAll("from .*\n", "") : commit).getBytes(StandardCharsets.US_ASCII);
    }
}
