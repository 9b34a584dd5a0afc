package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;

/**
 * What a search costs at the scale of Linux, beside native git and beside what it may cost. Not part of the suite: after
 * {@code mvn package} run it with {@code mvn test -pl git -am -Dtest=SearchBenchmark
 * -Dsurefire.failIfNoSpecifiedTests=false -Dculprit.benchmark.directory=DIR}. It prints its figures as they come, and
 * leaves them in {@code git/target/benchmark.txt}. The history is made once and kept in the directory.
 *
 * <p>Figures are medians; those of steps come from pairs, ours and git's in turns.
 */
class SearchBenchmark {
    private static final int TIMES = 5;
    private static final int COMMITS = Integer.getInteger("culprit.benchmark.commits", 1_300_000);
    private static final Path PLACE = Path.of(
            System.getProperty("culprit.benchmark.directory", System.getProperty("java.io.tmpdir")),
            "culprit-history-" + COMMITS);
    /** Native git takes minutes beyond this: there the step is measured alone. */
    private static final int LARGEST_PAIR = 200_000;

    /** Milliseconds of steps before those that are measured. */
    private static final double WARM_UP = 4000;

    /** MiB of heap in which all of this must be possible. */
    private static final int HEAP_GOAL = 256;

    private static final String HEAP = "-Xmx" + HEAP_GOAL + "m";

    /** What a range of so many commits may take: milliseconds of a warm step, and the whole process from cold. */
    private record Goal(int commits, double warm, String cold) {}

    private static final List<Goal> GOALS =
            List.of(new Goal(15_000, 3, "700 ms"), new Goal(100_000, 15, "none"), new Goal(1_000_000, 350, "none"));

    private final List<String> figures = new ArrayList<>();

    @Test
    void searches() throws Exception {
        NativeGit git = LinuxLikeHistory.make(PLACE, COMMITS);
        tell(COMMITS + " commits, " + machine() + ", " + git.run("version") + ", medians of " + TIMES);
        String bad = git.run("rev-parse", "main");
        Path objects = clone(git, false);
        opens("one commit-graph file", PLACE, bad, 150);
        opens("a chain of three", clone(git, true), bad, 150);
        opens("no commit-graph file", objects, bad, 12_000);
        int mainLine = Integer.parseInt(git.run("rev-list", "--first-parent", "--count", "main"));
        for (Goal each : GOALS) {
            if (each.commits < COMMITS) {
                String good = git.run("rev-parse", "main~" + (long) mainLine * each.commits / COMMITS);
                steps(git, bad, good, each.warm);
                asks(PLACE, bad, good, each.cold);
            }
        }
        asks(objects, bad, git.run("rev-parse", "main~10"), "none without a commit-graph file");
        Files.write(Path.of("target/benchmark.txt"), figures);
    }

    private void tell(String figure) {
        System.out.println(figure);
        figures.add(figure);
    }

    /** A clone without a commit-graph file, or with a chain of three. */
    private static Path clone(NativeGit git, boolean withChain) throws IOException {
        Path place = PLACE.resolveSibling(PLACE.getFileName() + (withChain ? "-chain" : "-objects"));
        if (Files.notExists(place)) {
            git.run("clone", "-q", "--no-checkout", PLACE.toString(), place.toString());
            Files.deleteIfExists(place.resolve(".git/objects/info/commit-graph"));
            NativeGit clone = new NativeGit(place);
            for (String tip : withChain ? List.of("main~2000", "main~500", "main") : List.<String>of()) {
                byte[] id = clone.run("rev-parse", tip).getBytes(StandardCharsets.US_ASCII);
                clone.feed(id, "commit-graph", "write", "--split=no-merge", "--stdin-commits");
            }
        }
        return place;
    }

    private void opens(String what, Path place, String bad, double goal) throws Exception {
        List<Cost> costs = new ArrayList<>();
        long heap = 0;
        for (int i = 0; i < TIMES; i++) {
            try (Repository repository = RepositoryOpener.open(place);
                    ObjectReader reader = repository.newObjectReader()) {
                CommitGraph graph = new CommitGraph(repository);
                costs.add(Cost.of(() -> graph.load(ObjectId.fromString(bad), reader)));
                System.gc();
                heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
                assertThat(graph.size()).isEqualTo(1);
            }
        }
        tell(String.format(
                Locale.ROOT,
                "open with %s: %s, goal %.0f ms; the first time %s; heap in use after a collection then %d MiB, goal %d",
                what,
                Cost.median(costs),
                goal,
                costs.get(0),
                heap >> 20,
                HEAP_GOAL));
    }

    private void steps(NativeGit git, String bad, String good, double goal) throws Exception {
        try (Repository repository = RepositoryOpener.open(PLACE);
                ObjectReader reader = repository.newObjectReader()) {
            CommitGraph graph = new CommitGraph(repository);
            graph.load(ObjectId.fromString(bad), reader);
            Next next = step(graph, bad, good);
            for (long begin = System.nanoTime(); (System.nanoTime() - begin) / 1e6 < WARM_UP; ) {
                step(graph, bad, good);
            }
            String[] command = {"rev-list", "--bisect-vars", bad, "^" + good};
            Callable<?> ours = () -> step(graph, bad, good);
            Callable<?> natives = () -> assertThat(git.run(command)).contains("bisect_rev='" + next.commit() + "'");
            boolean pairs = next.left() < LARGEST_PAIR / 2;
            tell(String.format(Locale.ROOT, "warm step, %d left: goal %.0f ms: ", next.left(), goal)
                    + compared(ours, pairs ? Optional.of(natives) : Optional.empty())
                    + ": git " + String.join(" ", command));
        }
    }

    /** As after the first verdict: that the good commit is an ancestor has been seen, and need not be looked at again. */
    private static Next step(CommitGraph graph, String bad, String good) throws HistoryException {
        SearchState state = new SearchState(bad, List.of(good), List.of(), Optional.empty(), true, false);
        return new GraphSearch(graph, Level.STAT_APPROX, state).next();
    }

    /** One answer from cold, with the launcher and the start of Java, in a small heap. */
    private void asks(Path place, String bad, String good, String goal) throws Exception {
        List<String> command = List.of(
                "../driver/bin/culprit",
                "next",
                "--repo",
                place.toString(),
                "--level",
                "2.39",
                "--bad",
                bad,
                "--good",
                good);
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        process.environment().put("JAVA_TOOL_OPTIONS", HEAP);
        Callable<?> ours = () -> assertThat(process.start().waitFor()).isZero();
        tell("from cold with " + HEAP + ", goal " + goal + ": " + compared(ours, Optional.empty()) + ": "
                + String.join(" ", command));
    }

    private static String compared(Callable<?> ours, Optional<Callable<?>> nativeGit) throws Exception {
        List<Cost> our = new ArrayList<>();
        List<Cost> natives = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            our.add(Cost.of(ours));
            if (nativeGit.isPresent()) {
                natives.add(Cost.of(nativeGit.get()));
            }
        }
        Cost median = Cost.median(our);
        if (natives.isEmpty()) {
            return median + ", native git not run";
        }
        Cost theirs = Cost.median(natives);
        return String.format(Locale.ROOT, "%s, native %s, 1/%.0f", median, theirs, theirs.elapsed() / median.elapsed());
    }

    private static String machine() throws IOException {
        String cpu = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .orElse("model name: unknown");
        return Runtime.getRuntime().availableProcessors() + " processors, " + cpu.substring(cpu.indexOf(':') + 2)
                + ", load " + Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0] + ", Java "
                + Runtime.version();
    }
}
