package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.git.Next.Kind;
import culprit.git.RandomHistory.Graph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the search with the installed git, along all parents and along first parents. {@code -Dculprit.fuzz=N}
 * multiplies the number of cases by N, {@code -Dculprit.seed=N} makes others.
 */
class SearchOracleTest {
    private static final int EFFORT = Integer.getInteger("culprit.fuzz", 1);
    private static final long SEED = Long.getLong("culprit.seed", 20261121);

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);

    @BeforeEach
    void tellSeed(TestReporter reporter) {
        reporter.publishEntry("seed", Long.toString(SEED));
    }

    @Test
    void choosesAsRevListDoes() throws Exception {
        assertThat(firstChoices(sizes(320 * EFFORT), 20)).isGreaterThan(4200 * EFFORT);
    }

    /** In ranges of more than 2,000 commits git is content with less than the exact middle. */
    @Test
    void choosesInLargeRangesAsRevListDoes() throws Exception {
        int[] sizes = random.ints(8L * EFFORT, 4000, 6000).toArray();
        assertThat(firstChoices(sizes, 6)).isGreaterThan(20 * EFFORT);
    }

    /** Compares in graphs of these sizes; returns how many cases had something to test. */
    private int firstChoices(int[] sizes, int casesEach) throws Exception {
        NativeGit git = NativeGit.init(directory.resolve("repository"));
        int cases = 0;
        List<Graph> graphs = new RandomHistory(random).make(git, directory.resolve("marks"), sizes);
        try (Repository repository = RepositoryOpener.open(directory.resolve("repository"));
                ObjectReader reader = repository.newObjectReader()) {
            CommitGraph numbered = new CommitGraph();
            for (Graph graph : graphs) {
                for (String commit : graph.commits()) {
                    numbered.load(ObjectId.fromString(commit), reader);
                }
                for (int i = 0; i < casesEach; i++) {
                    cases += compareFirstChoice(git, numbered, graph) ? 1 : 0;
                }
            }
        }
        return cases;
    }

    private boolean compareFirstChoice(NativeGit git, CommitGraph numbered, Graph graph) {
        String bad = pick(graph.commits());
        List<String> ancestors = new ArrayList<>(graph.ancestors(bad));
        Set<String> goods = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            goods.add(pick(random.nextInt(4) > 0 ? ancestors : graph.commits()));
        }
        List<String> revisions = new ArrayList<>(List.of("rev-list", "--bisect-vars", bad));
        goods.forEach(good -> revisions.add("^" + good));
        boolean firstParent = random.nextInt(3) == 0;
        if (firstParent) {
            revisions.add("--first-parent");
        }
        NativeGit.Answer answer = git.tell(revisions.toArray(String[]::new));

        List<Integer> excluded = goods.stream()
                .map(good -> numbered.find(ObjectId.fromString(good)))
                .toList();
        List<Integer> tips = new ArrayList<>(List.of(numbered.find(ObjectId.fromString(bad))));
        tips.addAll(excluded);
        Simplification simplification = new Simplification(numbered, Optional.empty(), firstParent, excluded);
        Range range = new Range(numbered, LimitedWalk.run(simplification, tips, new BitSet()));
        Midpoint midpoint = Midpoint.of(range, NativeGit.level());
        if (midpoint.commit() == Midpoint.NONE) {
            assertThat(answer.status()).as(described(bad, goods)).isEqualTo(1);
            return false;
        }
        assertThat(answer.out().stripTrailing())
                .as(described(bad, goods))
                .contains("bisect_rev='" + numbered.name(midpoint.commit()) + "'")
                .contains("bisect_good=" + (range.size() - midpoint.reaches() - 1) + "\n")
                .contains("bisect_all=" + range.size() + "\n")
                .endsWith("bisect_steps=" + GraphSearch.steps(range.size()));
        return true;
    }

    @Test
    void ordersCommitsAroundSkippedOnesAsRevListDoes() throws Exception {
        NativeGit git = NativeGit.init(directory.resolve("repository"));
        int cases = 0;
        List<Graph> graphs = graphs(git, 250 * EFFORT);
        try (JGitHistory history = open()) {
            for (Graph graph : graphs) {
                for (int i = 0; i < 4; i++) {
                    cases += compareOrder(git, history, graph) ? 1 : 0;
                }
            }
        }
        assertThat(cases).as("cases with something to test").isGreaterThan(800 * EFFORT);
    }

    private boolean compareOrder(NativeGit git, JGitHistory history, Graph graph) throws Exception {
        String bad = graph.commits().get(graph.commits().size() - 1 - random.nextInt(3));
        Set<String> goods = new TreeSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            goods.add(pick(graph.commits()));
        }
        boolean firstParent = random.nextInt(3) == 0;
        List<String> arguments = new ArrayList<>(List.of("rev-list", "--bisect-all", bad));
        goods.forEach(good -> arguments.add("^" + good));
        if (firstParent) {
            arguments.add("--first-parent");
        }
        List<String> order = git.run(arguments.toArray(String[]::new))
                .lines()
                .map(line -> line.substring(0, 40))
                .toList();
        // rev-list does not ask whether the good commits are ancestors of the bad one.
        SearchState state = new SearchState(bad, List.copyOf(goods), order, Optional.empty(), true, firstParent);
        Next next = history.search(state).next();
        assertThat(next.candidates()).as(described(bad, goods)).isEqualTo(order);
        return !order.isEmpty();
    }

    @Test
    void holdsTheDialogueOfGitBisect() throws Exception {
        NativeGit git = NativeGit.init(directory.resolve("repository"));
        Set<Kind> seen = new HashSet<>();
        int sessions = 0;
        List<Graph> graphs = graphs(git, 70 * EFFORT);
        try (JGitHistory history = open()) {
            git.run("update-ref", "--no-deref", "HEAD", graphs.get(0).commits().get(0));
            for (Graph graph : graphs) {
                for (int i = 0; i < 2; i++) {
                    sessions += compareDialogue(git, history, graph, seen) ? 1 : 0;
                }
            }
        }
        assertThat(sessions).as("sessions to the end").isGreaterThanOrEqualTo(100 * EFFORT);
        assertThat(seen)
                .contains(
                        Kind.TEST,
                        Kind.MERGE_BASE,
                        Kind.FOUND,
                        Kind.ONLY_SKIPPED_LEFT,
                        Kind.GOOD_NOT_ANCESTOR,
                        Kind.MERGE_BASE_BAD);
    }

    /** Goes through a search to its end; false if chance gave it nothing to begin with. */
    private boolean compareDialogue(NativeGit git, JGitHistory history, Graph graph, Set<Kind> seen) throws Exception {
        String bad = pick(graph.commits());
        List<String> ancestors = new ArrayList<>(graph.ancestors(bad));
        boolean fromAnywhere = random.nextBoolean();
        Set<String> goods = new TreeSet<>();
        for (int i = 1 + random.nextInt(fromAnywhere ? 8 : 2); i > 0; i--) {
            goods.add(pick(fromAnywhere ? graph.commits() : ancestors));
        }
        goods.remove(bad);
        if (goods.isEmpty()) {
            return false;
        }
        git.tell("bisect", "reset");
        List<String> start = new ArrayList<>(List.of("bisect", "start", "--no-checkout"));
        boolean firstParent = random.nextInt(3) == 0;
        if (firstParent) {
            start.add("--first-parent");
        }
        start.add(bad);
        start.addAll(goods);
        NativeGit.Answer answer = git.tell(start.toArray(String[]::new));
        Search search = history.search(
                new SearchState(bad, List.copyOf(goods), List.of(), Optional.empty(), false, firstParent));
        StringBuilder story = new StringBuilder(described(bad, goods));
        int skips = random.nextInt(3) * 30;
        while (true) {
            Next next = search.next();
            assertThat(unquoted(answer.out())).as(story.toString()).isEqualTo(stdout(history, next));
            assertThat(unquoted(answer.err())).as(story.toString()).isEqualTo(stderr(next));
            seen.add(next.kind());
            if (!next.kind().asksForTest()) {
                return true;
            }
            // A bad merge base is rare otherwise.
            int bads = next.kind() == Kind.MERGE_BASE ? 70 : 50;
            String verdict = random.nextInt(100) < skips ? "skip" : random.nextInt(100) < bads ? "bad" : "good";
            String commit = random.nextInt(30) == 0 ? pick(ancestors) : next.commit();
            story.append(' ').append(verdict).append(' ').append(commit);
            answer = git.tell("bisect", verdict, commit);
            switch (verdict) {
                case "good" -> search.good(commit);
                case "bad" -> search.bad(commit);
                default -> search.skip(commit);
            }
        }
    }

    /** The words of this module have no quotes around terms, as git until 2.54. */
    private static String unquoted(String said) {
        return said.replace("'bad'", "bad").replace("'good'", "good");
    }

    private static String stdout(JGitHistory history, Next next) throws Exception {
        String checkedOut =
                "[" + next.commit() + "] " + history.commit(next.commit()).title() + "\n";
        return switch (next.kind()) {
            case TEST ->
                "Bisecting: " + counted(next.left(), "revision") + " left to test after this (roughly "
                        + counted(next.steps(), "step") + ")\n" + checkedOut;
            case MERGE_BASE -> "Bisecting: a merge base must be tested\n" + checkedOut;
            case FOUND ->
                next.commit() + " is the first bad commit\n"
                        + new String(history.describeCulprit(next.commit()), StandardCharsets.ISO_8859_1);
            case ONLY_SKIPPED_LEFT ->
                "There are only 'skip'ped commits left to test.\n"
                        + "The first bad commit could be any of:\n"
                        + next.candidates().stream().map(id -> id + "\n").collect(Collectors.joining())
                        + "We cannot bisect more!\n";
            case BOTH_GOOD_AND_BAD -> next.message();
            case GOOD_NOT_ANCESTOR, MERGE_BASE_BAD, NONE_TESTABLE -> "";
        };
    }

    private static String stderr(Next next) {
        return next.kind() == Kind.BOTH_GOOD_AND_BAD ? "" : next.message();
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    private List<Graph> graphs(NativeGit git, int count) throws IOException {
        return new RandomHistory(random).make(git, directory.resolve("marks"), sizes(count));
    }

    private int[] sizes(int count) {
        return random.ints(count, 0, 5)
                .map(i -> new int[] {6, 12, 25, 60, 150}[i])
                .toArray();
    }

    private JGitHistory open() throws Exception {
        return JGitHistory.open(directory.resolve("repository"), NativeGit.level());
    }

    private String pick(List<String> commits) {
        return commits.get(random.nextInt(commits.size()));
    }

    private static String described(String bad, Set<String> goods) {
        return "seed " + SEED + " bad " + bad + " goods " + goods;
    }
}
