package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes to bring a tree of Linux from commit to commit, in pairs with native git. Not part of the suite: run it
 * with {@code mvn test -pl git -am -Dtest=CheckoutBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * -Dculprit.linux=DIR}, where DIR is a clone of Linux such as that of the demo, and look into {@code
 * git/target/checkout-benchmark.txt}.
 */
class CheckoutBenchmark {
    private static final int PAIRS = 7;
    private static final List<Integer> SIZES = List.of(10, 1_000, 10_000);

    @TempDir
    private Path directory;

    @Test
    void switches() throws Exception {
        String linux = System.getProperty("culprit.linux", "");
        Assumptions.assumeTrue(!linux.isEmpty(), "no clone of Linux is named with -Dculprit.linux=DIR");
        Path clone = directory.resolve("clone");
        new NativeGit(directory).run("clone", "-q", "--shared", linux, clone.toString());
        NativeGit git = new NativeGit(clone);
        String start = git.run("rev-parse", "HEAD");
        String[] paths = git.run("ls-tree", "-r", "--name-only", start).split("\n", -1);
        List<String> figures = new ArrayList<>();
        figures.add(paths.length + " files, " + Runtime.getRuntime().availableProcessors() + " processors, git "
                + git.run("--version") + ", Java " + Runtime.version() + ", medians of " + PAIRS + " pairs");
        try (JGitHistory history = JGitHistory.open(clone)) {
            Checkout checkout = history.checkout(directory.resolve("tree"), directory.resolve("tree.state"));
            long begin = System.nanoTime();
            checkout.to(start);
            figures.add(String.format(Locale.ROOT, "first checkout: %.1f s", (System.nanoTime() - begin) / 1e9));
            for (int size : SIZES) {
                figures.add(pairs(git, checkout, start, changed(git, start, paths, size), size));
            }
        }
        Files.write(Path.of("target/checkout-benchmark.txt"), figures);
    }

    private String pairs(NativeGit git, Checkout checkout, String start, String other, int size) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> natives = new ArrayList<>();
        for (int pair = 0; pair <= PAIRS; pair++) {
            String target = pair % 2 == 0 ? other : start;
            long begin = System.nanoTime();
            checkout.to(target);
            long middle = System.nanoTime();
            git.run("checkout", "-q", "--detach", target);
            long end = System.nanoTime();
            if (pair > 0) {
                ours.add((middle - begin) / 1e6);
                natives.add((end - middle) / 1e6);
            }
        }
        requireClean(git, PAIRS % 2 == 0 ? other : start);
        return String.format(
                Locale.ROOT,
                "%d files change: %.1f ms, git checkout %.1f ms, ratio %.2f",
                size,
                median(ours),
                median(natives),
                median(ours) / median(natives));
    }

    /** Fails unless git finds the tree to be exactly that commit's. */
    private void requireClean(NativeGit git, String commit) {
        String tree = directory.resolve("tree").toString();
        git.run("--work-tree=" + tree, "read-tree", commit);
        assertThat(git.run("--work-tree=" + tree, "status", "--porcelain")).isEmpty();
        git.run("reset", "-q", "--hard");
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** A commit that gives so many files, spread over the tree, another content of a few KiB. */
    private static String changed(NativeGit git, String start, String[] paths, int size) throws Exception {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        String content = "int number;\n".repeat(600);
        add(
                stream,
                "commit refs/heads/changed-" + size + "\ncommitter Ada <ada@example.org> 1600000000 +0000\ndata 1\n-\n"
                        + "from " + start + "\n");
        for (int i = 0; i < size; i++) {
            String path = paths[(int) ((long) i * paths.length / size)];
            String text = content + i + "\n";
            add(stream, "M 100644 inline " + path + "\ndata " + text.length() + "\n" + text + "\n");
        }
        git.feed(stream.toByteArray(), "fast-import", "--quiet");
        return git.run("rev-parse", "changed-" + size);
    }

    private static void add(ByteArrayOutputStream stream, String text) {
        stream.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
