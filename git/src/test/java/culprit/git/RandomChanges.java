package culprit.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Random commits that change files in every way: edits small and huge, binaries, renames, modes, links, modules, long and
 * foreign names, nothing at all; a tenth of them are merges.
 */
final class RandomChanges {
    private static final List<String> PARTS = List.of(
            "net",
            "drivers",
            "include",
            "a b",
            "caf\u00c3\u00a9",
            "latin\u00e9",
            "tab\there",
            "quo\"te",
            "back\\slash",
            "an_exceptionally_long_name_of_a_directory_or_a_file_that_takes_half_of_a_row",
            "x",
            "Makefile",
            "core.c");

    private final Random random;
    private final boolean endsLines;
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private final List<Map<String, Entry>> trees = new ArrayList<>();

    /** A file in a tree; contents are one character per byte. */
    private record Entry(String mode, String content) {}

    /** Changes as chance has them; whether the last line of every file is complete. */
    RandomChanges(Random random, boolean endsLines) {
        this.random = random;
        this.endsLines = endsLines;
    }

    /** Makes commits in an empty repository, first parents before their children; the first is a root. */
    List<String> make(NativeGit git, int commits) {
        for (int mark = 1; mark <= commits; mark++) {
            commit(mark);
        }
        git.feed(stream.toByteArray(), "fast-import", "--quiet", "--force", "--export-marks=marks");
        return Arrays.asList(git.run("rev-list", "--all", "--reverse").split("\n", -1));
    }

    private void commit(int mark) {
        int parent = mark == 1 ? 0 : Math.max(1, mark - 1 - random.nextInt(4));
        Map<String, Entry> tree = parent == 0 ? new TreeMap<>() : new TreeMap<>(trees.get(parent - 1));
        write("commit refs/heads/c" + mark + "\nmark :" + mark + "\n");
        write("author A \u00c3\u00dc <a@example.org> " + (1_500_000_000L + random.nextInt(100_000_000)) + " +0530\n");
        write("committer C <c@example.org> " + (1_600_000_000L + mark) + " +0000\n");
        data("title " + mark + "\n\n" + (random.nextBoolean() ? "\tbody\twith tabs  \n\n\nend\n" : ""));
        if (parent > 0) {
            write("from :" + parent + "\n");
        }
        if (parent > 1 && random.nextInt(10) == 0) {
            write("merge :" + (1 + random.nextInt(parent - 1)) + "\n");
        }
        int changes = oneOf(0, 1, 1, 2, 2, 3, 5, 8, 200);
        for (int i = 0; i < changes; i++) {
            change(tree);
        }
        write("deleteall\n");
        tree.forEach(this::file);
        trees.add(tree);
    }

    private void change(Map<String, Entry> tree) {
        String path = random.nextInt(3) == 0 || tree.isEmpty()
                ? path()
                : new ArrayList<>(tree.keySet()).get(random.nextInt(tree.size()));
        Entry old = tree.getOrDefault(path, new Entry("100644", ""));
        switch (random.nextInt(9)) {
            case 0 -> tree.remove(path);
            case 1 -> put(tree, path, new Entry(oneOf("100644", "100755", "120000", "160000"), old.content));
            case 2 -> {
                tree.remove(path);
                String name = path.substring(path.lastIndexOf('/') + 1);
                put(
                        tree,
                        random.nextBoolean() ? path() : path() + "/" + name,
                        new Entry(old.mode, random.nextBoolean() ? old.content : edited(old.content)));
            }
            case 3 -> put(tree, path, new Entry(old.mode, old.content + "\0" + "b".repeat(random.nextInt(9000))));
            case 4 -> put(tree, path, new Entry(old.mode, lines(oneOf(0, 1, 10, 100, 5000))));
            case 5 -> put(tree, path(), random.nextBoolean() ? old : new Entry(old.mode, edited(old.content)));
            default -> put(tree, path, new Entry(old.mode, edited(old.content)));
        }
    }

    /** A file takes the place of what was at its path, below it, or at a directory of it. */
    private static void put(Map<String, Entry> tree, String path, Entry entry) {
        tree.keySet().removeIf(other -> other.startsWith(path + "/") || path.startsWith(other + "/"));
        tree.put(path, entry);
    }

    private String path() {
        StringBuilder path = new StringBuilder(PARTS.get(random.nextInt(PARTS.size())));
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append('/').append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return path.append(random.nextInt(3) == 0 ? "" : "." + random.nextInt(40))
                .toString();
    }

    private String edited(String content) {
        List<String> lines = new ArrayList<>(content.lines().toList());
        for (int i = random.nextInt(20); i >= 0; i--) {
            int at = random.nextInt(lines.size() + 1);
            List<String> block = lines.subList(at, Math.min(lines.size(), at + random.nextInt(9)));
            if (random.nextInt(3) > 0) {
                block.clear();
            }
            lines.addAll(at, lines(random.nextInt(6)).lines().toList());
        }
        return String.join("\n", lines) + (random.nextInt(5) == 0 ? "" : "\n");
    }

    private String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(200);
            lines.append(kind < 30 ? "" : kind < 50 ? "\t}" : "line " + kind + random.nextInt(9))
                    .append('\n');
        }
        return lines.toString();
    }

    private int oneOf(int... values) {
        return values[random.nextInt(values.length)];
    }

    private String oneOf(String... values) {
        return values[random.nextInt(values.length)];
    }

    private void file(String path, Entry entry) {
        String name = DiffStat.quoted(path.getBytes(StandardCharsets.ISO_8859_1));
        if (entry.mode.equals("160000")) {
            write(String.format(Locale.ROOT, "M 160000 %040x %s\n", 1 + entry.content.length(), name));
        } else {
            write("M " + entry.mode + " inline " + name + "\n");
            data(endsLines && !entry.content.endsWith("\n") ? entry.content + "\n" : entry.content);
        }
    }

    private void data(String content) {
        write("data " + content.length() + "\n" + content + "\n");
    }

    private void write(String text) {
        stream.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
