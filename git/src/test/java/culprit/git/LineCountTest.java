package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineCountTest {
    private static final long SEED = 4;

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);

    /** The two sides of a comparison; lines are numbers. */
    private record Pair(List<Integer> before, List<Integer> after) {}

    @Test
    void isGitsForFilesOfAllSizesAndRewritesOfAllExtents() throws Exception {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            int lines = oneOf(0, 1, 10, 100, 300, 1000, 3000);
            int vocabulary = oneOf(1, 2, 5, 30, 300, 3000, 100_000);
            List<Integer> before = text(lines, vocabulary);
            List<Integer> after = random.nextInt(4) == 0
                    ? text((int) (lines * (0.3 + 2 * random.nextDouble())), vocabulary)
                    : edited(before, oneOf(1, 5, 30, 150), oneOf(1, 5, 50), vocabulary + oneOf(0, 10, 100_000));
            pairs.add(new Pair(before, after));
        }
        assertCountedAsByGit(pairs);
    }

    /** From 65,536 lines on git goes on beyond the cost at which a long run of equal lines is good enough for it. */
    @Test
    void isGitsForHugeFiles() throws Exception {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            List<Integer> before = text(oneOf(33_000, 70_000, 140_000), oneOf(30, 300, 30_000));
            pairs.add(new Pair(before, edited(before, oneOf(600, 1000, 3000), oneOf(2, 10, 50), 40_000)));
        }
        assertCountedAsByGit(pairs);
    }

    /** A frequent line is dropped if more than three quarters of its neighbourhood of 100 lines have no match. */
    @Test
    void isGitsForFrequentLinesAmongUnmatchedOnes() throws Exception {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int frequent = oneOf(1, 2, 3, 10, 47, 48, 49, 50, 60);
            int occurrences = oneOf(1, 8, 15, 16, 17, 32, 33);
            List<Integer> before = unmatched(oneOf(0, 1, 2, 3, 4, 5, 6, 90, 99, 100, 101, 300));
            List<Integer> after = unmatched(2);
            for (int line = 0; line < frequent; line++) {
                before.add(line);
                after.addAll(Collections.nCopies(occurrences, line));
            }
            before.addAll(unmatched(oneOf(0, 1, 2, 3, 4, 5, 6, 20, 30, 90, 99, 100, 101, 300)));
            before.add(-1);
            after.add(-1);
            before.addAll(unmatched(oneOf(0, 1, 50)));
            after.addAll(unmatched(oneOf(0, 2)));
            pairs.add(random.nextBoolean() ? new Pair(before, after) : new Pair(after, before));
        }
        assertCountedAsByGit(pairs);
    }

    @Test
    void tellsALastLineWithoutItsEndFromOneWithIt() throws Exception {
        assertThat(counted("a\nb", "a\nb\n")).isEqualTo(new LineCount(1, 1));
        assertThat(counted("a\nb", "a\nb")).isEqualTo(new LineCount(0, 0));
        assertThat(counted("", "a\n\nb")).isEqualTo(new LineCount(3, 0));
        assertThat(counted("\n", "")).isEqualTo(new LineCount(0, 1));
    }

    private static LineCount counted(String before, String after) {
        return LineCount.of(before.getBytes(StandardCharsets.US_ASCII), after.getBytes(StandardCharsets.US_ASCII));
    }

    private int oneOf(int... values) {
        return values[random.nextInt(values.length)];
    }

    private List<Integer> text(int lines, int vocabulary) {
        return new ArrayList<>(random.ints(lines, 0, vocabulary).boxed().toList());
    }

    /** Lines that no other text holds. */
    private List<Integer> unmatched(int lines) {
        return new ArrayList<>(
                random.ints(lines, 1_000_000, Integer.MAX_VALUE).boxed().toList());
    }

    /** A text after insertions, deletions, replacements and moves of up to {@code most} lines. */
    private List<Integer> edited(List<Integer> text, int edits, int most, int vocabulary) {
        List<Integer> edited = new ArrayList<>(text);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(edited.size() + 1);
            List<Integer> block = edited.subList(at, Math.min(edited.size(), at + 1 + random.nextInt(most)));
            List<Integer> moved = List.copyOf(block);
            int kind = random.nextInt(4);
            if (kind > 0) {
                block.clear();
            }
            if (kind < 2) {
                edited.addAll(at, text(1 + random.nextInt(most), vocabulary));
            } else if (kind == 2) {
                edited.addAll(random.nextInt(edited.size() + 1), moved);
            }
        }
        return edited;
    }

    private void assertCountedAsByGit(List<Pair> pairs) throws IOException {
        NativeGit.assumePresent();
        Path befores = Files.createDirectories(directory.resolve("before"));
        Path afters = Files.createDirectories(directory.resolve("after"));
        Map<String, String> counts = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            byte[] before = bytes(pairs.get(i).before);
            byte[] after = bytes(pairs.get(i).after);
            String name = String.format(Locale.ROOT, "%05d", i);
            Files.write(befores.resolve(name), before);
            Files.write(afters.resolve(name), after);
            if (!Arrays.equals(before, after)) {
                LineCount count = LineCount.of(before, after);
                counts.put(name, count.added() + " " + count.deleted());
            }
        }
        assertThat(counts).as("seed %d", SEED).isEqualTo(byGit());
    }

    /** Lines such as "12\t7\t{before => after}/00042" as "12 7" by name. */
    private Map<String, String> byGit() {
        Map<String, String> counts = new TreeMap<>();
        String shown = new NativeGit(directory)
                .tell("diff", "--no-index", "--no-renames", "--numstat", "before", "after")
                .out();
        for (String line : shown.lines().toList()) {
            String[] fields = line.split("[\t/]", -1);
            counts.put(fields[3], fields[0] + " " + fields[1]);
        }
        return counts;
    }

    private static byte[] bytes(List<Integer> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
