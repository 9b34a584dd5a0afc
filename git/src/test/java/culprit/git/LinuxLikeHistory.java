package culprit.git;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A history of empty commits in the shape of Linux's: branches that start some merges back, hold series of equal dates and
 * merge each other, and end in the main line; about one commit in seventeen is a merge.
 */
final class LinuxLikeHistory {
    private final Random random = new Random(7);
    private final BufferedWriter stream;
    private int commits;
    private long time = 1_113_690_000;

    private LinuxLikeHistory(BufferedWriter stream) {
        this.stream = stream;
    }

    /** Makes the repository, with a commit-graph file, unless it is there already. */
    static NativeGit make(Path place, int commits) throws IOException {
        if (Files.exists(place.resolve(".git/objects/info/commit-graph"))) {
            return new NativeGit(place);
        }
        NativeGit git = NativeGit.init(place);
        Process importer = new ProcessBuilder("git", "fast-import", "--quiet", "--force")
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedWriter stream =
                new BufferedWriter(new OutputStreamWriter(importer.getOutputStream(), StandardCharsets.US_ASCII))) {
            new LinuxLikeHistory(stream).write(commits);
        }
        importer.onExit().join();
        git.run("commit-graph", "write", "--reachable");
        return git;
    }

    private void write(int wanted) throws IOException {
        List<Integer> mainLine = new ArrayList<>(List.of(commit()));
        while (commits < wanted) {
            int back = Math.min(mainLine.size(), 1 + random.nextInt(400));
            int tip = branch(mainLine.get(mainLine.size() - back), 1 + random.nextInt(3));
            mainLine.add(commit(mainLine.get(mainLine.size() - 1), tip));
        }
    }

    /** A branch of parts, some of which are branches of their own that it merges. */
    private int branch(int base, int parts) throws IOException {
        int tip = base;
        for (int part = 0; part < parts; part++) {
            int from = tip;
            for (int left = 1 + (int) Math.exp(1.8 + random.nextGaussian()); left > 0; left--) {
                tip = commit(tip);
            }
            if (random.nextInt(4) == 0) {
                tip = commit(tip, branch(from, 1));
            }
        }
        return tip;
    }

    private int commit(int... parents) throws IOException {
        time += random.nextInt(3) == 0 ? random.nextInt(1200) : 0;
        int skew = random.nextInt(1500) == 0 ? random.nextInt(200_000) : 0;
        String title = "change " + ++commits + "\n";
        stream.write("commit refs/heads/main\nmark :" + commits + "\ncommitter C <c@example.org> " + (time - skew)
                + " +0000\ndata " + title.length() + "\n" + title);
        for (int i = 0; i < parents.length; i++) {
            stream.write((i == 0 ? "from :" : "merge :") + parents[i] + "\n");
        }
        return commits;
    }
}
