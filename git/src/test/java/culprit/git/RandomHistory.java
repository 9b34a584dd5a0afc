package culprit.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Random graphs of commits in the shapes that histories have, with dates that tie or run backwards. Commits are empty
 * unless files are named that they change.
 */
public final class RandomHistory {
    private final Random random;
    private final List<String> files;
    private final StringBuilder stream = new StringBuilder();
    private final List<List<Node>> graphs = new ArrayList<>();
    private final Map<Integer, Map<String, Integer>> trees = new HashMap<>();
    private int marks;

    /** A commit; {@code mark} names it until git has given it an id. */
    private record Node(int mark, List<Integer> parents, Map<String, Integer> tree) {}

    /** How dates go from a commit to the next. */
    private enum Dates {
        GROWING,
        TIES,
        LIGHT_SKEW,
        HEAVY_SKEW,
        RANDOM,
        CONSTANT,
        BACKWARDS,
        LATE
    }

    /** How commits hang together: the shares of merges, of octopuses among them, and of roots. */
    private enum Shape {
        LINEAR(0, 0, 0),
        FEW_MERGES(0.05, 0.1, 0.01),
        MIXED(0.25, 0.1, 0.01),
        MERGE_HEAVY(0.5, 0.1, 0.01),
        OCTOPUS(0.3, 0.8, 0.01),
        MANY_ROOTS(0.3, 0.2, 0.15),
        /** Two lines that merge each other crosswise, so that there are two merge bases. */
        CRISS_CROSS(0.5, 0, 0);

        private final double merges;
        private final double octopuses;
        private final double roots;

        Shape(double merges, double octopuses, double roots) {
            this.merges = merges;
            this.octopuses = octopuses;
            this.roots = roots;
        }
    }

    /** One graph, as ids. */
    public record Graph(List<String> commits, Map<String, List<String>> parents) {
        /** The commits that are reachable from one, itself included. */
        public Set<String> ancestors(String tip) {
            Set<String> reached = new LinkedHashSet<>(List.of(tip));
            List<String> pending = new ArrayList<>(reached);
            while (!pending.isEmpty()) {
                for (String parent : parents.getOrDefault(pending.remove(pending.size() - 1), List.of())) {
                    if (reached.add(parent)) {
                        pending.add(parent);
                    }
                }
            }
            return reached;
        }
    }

    /** Graphs as chance has them. */
    public RandomHistory(Random random) {
        this(random, List.of());
    }

    /** Graphs as chance has them, in which these files are changed, reverted and merged from either side. */
    public RandomHistory(Random random, List<String> files) {
        this.random = random;
        this.files = List.copyOf(files);
    }

    /** Makes a graph of each of some sizes in a repository. */
    public List<Graph> make(NativeGit git, Path marksFile, int... sizes) throws IOException {
        for (int size : sizes) {
            graphs.add(graph(size));
        }
        git.feed(
                stream.toString().getBytes(StandardCharsets.US_ASCII),
                "fast-import",
                "--quiet",
                "--force",
                "--export-marks=" + marksFile);
        Map<Integer, String> ids = new HashMap<>();
        for (String line : Files.readAllLines(marksFile, StandardCharsets.US_ASCII)) {
            int space = line.indexOf(' ');
            ids.put(Integer.parseInt(line.substring(1, space)), line.substring(space + 1));
        }
        return graphs.stream().map(nodes -> named(nodes, ids)).toList();
    }

    private static Graph named(List<Node> nodes, Map<Integer, String> ids) {
        List<String> commits = new ArrayList<>();
        Map<String, List<String>> parents = new HashMap<>();
        for (Node node : nodes) {
            commits.add(ids.get(node.mark));
            parents.put(ids.get(node.mark), node.parents.stream().map(ids::get).toList());
        }
        return new Graph(commits, parents);
    }

    private List<Node> graph(int size) {
        Dates dates = Dates.values()[random.nextInt(Dates.values().length)];
        Shape shape = Shape.values()[random.nextInt(Shape.values().length)];
        List<Node> nodes = new ArrayList<>();
        List<Integer> heads = new ArrayList<>();
        long time = dates == Dates.LATE ? (1L << 32) - 500 : 1_000_000_000;
        for (int i = 0; i < size; i++) {
            time += step(dates);
            List<Integer> parents = parents(nodes, heads, shape);
            Node node = new Node(++marks, parents, tree(parents));
            nodes.add(node);
            trees.put(node.mark, node.tree);
            heads.removeAll(parents);
            heads.add(node.mark);
            if (heads.size() > 8) {
                heads.remove(0);
            }
            write(node, date(dates, time));
        }
        return nodes;
    }

    private long step(Dates dates) {
        return switch (dates) {
            case GROWING, LATE -> 1 + random.nextInt(100);
            case TIES -> List.of(0, 0, 0, 1, 5).get(random.nextInt(5));
            case LIGHT_SKEW, HEAVY_SKEW -> random.nextInt(50);
            case BACKWARDS -> -random.nextInt(50);
            case RANDOM, CONSTANT -> 0;
        };
    }

    private long date(Dates dates, long time) {
        return switch (dates) {
            case GROWING, TIES, CONSTANT, BACKWARDS, LATE -> time;
            case LIGHT_SKEW -> random.nextInt(10) == 0 ? time + random.nextInt(600) - 300 : time;
            case HEAVY_SKEW -> random.nextInt(3) == 0 ? time + random.nextInt(10_000) - 5000 : time;
            case RANDOM -> time + random.nextInt(1000);
        };
    }

    private List<Integer> parents(List<Node> nodes, List<Integer> heads, Shape shape) {
        if (nodes.isEmpty() || random.nextDouble() < shape.roots) {
            return List.of();
        }
        boolean merge = random.nextDouble() < shape.merges;
        if (shape == Shape.LINEAR || shape == Shape.CRISS_CROSS) {
            return onLines(nodes, shape == Shape.LINEAR ? 1 : 2, merge);
        }
        int count = !merge ? 1 : random.nextDouble() >= shape.octopuses ? 2 : 3 + random.nextInt(4);
        Set<Integer> parents = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            parents.add(
                    random.nextInt(4) > 0
                            ? heads.get(random.nextInt(heads.size()))
                            : nodes.get(random.nextInt(nodes.size())).mark);
        }
        return List.copyOf(parents);
    }

    /** What is in the files: few different things, so that commits often have the same. */
    private Map<String, Integer> tree(List<Integer> parents) {
        Map<String, Integer> tree = new TreeMap<>(parents.isEmpty() ? Map.of() : treeOf(parents.get(0)));
        for (String file : parents.size() > 1 ? files : List.<String>of()) {
            Integer other = treeOf(parents.get(random.nextInt(parents.size()))).get(file);
            if (other == null) {
                tree.remove(file);
            } else {
                tree.put(file, other);
            }
        }
        int changes = files.isEmpty() ? 0 : parents.size() > 1 ? random.nextInt(5) / 4 : random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            String file = files.get(random.nextInt(files.size()));
            int content = random.nextInt(4);
            if (content == 0) {
                tree.remove(file);
            } else {
                tree.put(file, content);
            }
        }
        return tree;
    }

    private Map<String, Integer> treeOf(int mark) {
        return trees.getOrDefault(mark, Map.of());
    }

    /** The commit before on the same line, and if it is a merge of two lines, the one before on the other. */
    private static List<Integer> onLines(List<Node> nodes, int lines, boolean merge) {
        int number = nodes.size();
        int before = number - lines;
        if (before < 0) {
            return List.of(nodes.get(0).mark);
        }
        int across = number % 2 == 0 ? number - 1 : number - 3;
        return lines == 1 || !merge || across < 0
                ? List.of(nodes.get(before).mark)
                : List.of(nodes.get(before).mark, nodes.get(across).mark);
    }

    private void write(Node node, long date) {
        String branch = "refs/heads/g" + graphs.size();
        String title = (node.mark % 5 == 0 ? "[PATCH] " : "") + "c" + node.mark + "\n";
        if (node.parents.isEmpty()) {
            stream.append("reset ").append(branch).append("\n\n");
        }
        stream.append("commit ").append(branch).append("\nmark :").append(node.mark);
        stream.append("\ncommitter C <c@example.org> ").append(date).append(" +0000\n");
        stream.append("data ").append(title.length()).append('\n').append(title);
        for (int i = 0; i < node.parents.size(); i++) {
            stream.append(i == 0 ? "from :" : "merge :")
                    .append(node.parents.get(i))
                    .append('\n');
        }
        if (!files.isEmpty()) {
            stream.append("deleteall\n");
            node.tree.forEach((file, content) -> stream.append("M 100644 inline ")
                    .append(file)
                    .append("\ndata 1\n")
                    .append(content)
                    .append('\n'));
        }
        stream.append('\n');
    }
}
