package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;

/**
 * What a step costs at the scale of Linux, beside native git in pairs. Not part of the suite: run it with {@code mvn test
 * -pl git -am -Dtest=SearchBenchmark -Dsurefire.failIfNoSpecifiedTests=false -Dculprit.benchmark.commits=1300000
 * -Dculprit.benchmark.directory=DIR} and look into {@code git/target/benchmark.txt}. The history is made once and kept in
 * the directory.
 */
class SearchBenchmark {
    private static final int PAIRS = 5;
    private static final int COMMITS = Integer.getInteger("culprit.benchmark.commits", 100_000);
    private static final Path PLACE = Path.of(
            System.getProperty("culprit.benchmark.directory", System.getProperty("java.io.tmpdir")),
            "culprit-history-" + COMMITS);
    /** Native git takes minutes beyond this: there the step is measured alone. */
    private static final int LARGEST_PAIR = 200_000;

    /** Milliseconds of steps before those that are measured. */
    private static final double WARM_UP = 4000;

    private final List<String> figures = new ArrayList<>();

    @Test
    void steps() throws Exception {
        NativeGit git = LinuxLikeHistory.make(PLACE, COMMITS);
        figures.add(COMMITS + " commits, " + machine() + ", " + git.run("version"));
        try (Repository repository = RepositoryOpener.open(PLACE);
                ObjectReader reader = repository.newObjectReader()) {
            CommitGraph graph = new CommitGraph();
            ObjectId bad = repository.resolve("refs/heads/main");
            for (int i = 0; i < PAIRS; i++) {
                long begin = System.nanoTime();
                graph = new CommitGraph(repository);
                graph.load(bad, reader);
                figures.add(String.format(Locale.ROOT, "open, time %d: %.1f ms", i + 1, since(begin)));
            }
            int mainLine = Integer.parseInt(git.run("rev-list", "--first-parent", "--count", "main"));
            for (int wanted : new int[] {15_000, 100_000, 1_000_000}) {
                if (wanted < COMMITS) {
                    long back = (long) mainLine * wanted / COMMITS;
                    pair(git, graph, bad, ObjectId.fromString(git.run("rev-parse", "main~" + back)));
                }
            }
        }
        Files.write(Path.of("target/benchmark.txt"), figures);
    }

    private void pair(NativeGit git, CommitGraph graph, ObjectId bad, ObjectId good) {
        String[] command = {"rev-list", "--bisect-vars", bad.name(), "^" + good.name()};
        double[] ours = new double[PAIRS];
        double[] natives = new double[PAIRS];
        Next next = step(graph, bad, good);
        for (long begin = System.nanoTime(); since(begin) < WARM_UP; ) {
            step(graph, bad, good);
        }
        for (int i = 0; i < PAIRS; i++) {
            long begin = System.nanoTime();
            next = step(graph, bad, good);
            ours[i] = since(begin);
            if (next.left() < LARGEST_PAIR / 2) {
                begin = System.nanoTime();
                assertThat(git.run(command)).contains("bisect_rev='" + next.commit() + "'");
                natives[i] = since(begin);
            }
        }
        figures.add(String.format(
                Locale.ROOT,
                "%d left: warm step %.2f ms, native %.1f ms (0: not run): git %s",
                next.left(),
                median(ours),
                median(natives),
                String.join(" ", command)));
    }

    /** As after the first verdict: that the good commit is an ancestor has been seen, and need not be looked at again. */
    private static Next step(CommitGraph graph, ObjectId bad, ObjectId good) {
        SearchState state = new SearchState(bad.name(), List.of(good.name()), List.of(), Optional.empty(), true, false);
        return new GraphSearch(graph, Level.STAT_APPROX, state).next();
    }

    private static double median(double[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static String machine() throws IOException {
        String cpu = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .orElse("model name: unknown");
        return Runtime.getRuntime().availableProcessors() + " processors, " + cpu.substring(cpu.indexOf(':') + 2)
                + ", Java " + Runtime.version();
    }
}
