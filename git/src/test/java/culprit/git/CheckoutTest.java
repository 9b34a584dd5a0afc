package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CheckoutTest {
    private static final long SEED = 11;
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    private final Random random = new Random(SEED);

    @AutoClose
    private final CheckoutPlace place = CheckoutPlace.make();

    private Map<String, String> randomFiles() {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < 25; i++) {
            StringBuilder path = new StringBuilder();
            for (int depth = random.nextInt(3); depth > 0; depth--) {
                path.append((char) ('a' + random.nextInt(3))).append('/');
            }
            String name = path.append((char) ('a' + random.nextInt(6))).toString();
            boolean clashes = files.keySet().stream()
                    .anyMatch(other -> other.startsWith(name + "/") || name.startsWith(other + "/"));
            if (!clashes) {
                files.put(name, List.of("", "x:", "l:../", "one").get(random.nextInt(4)) + random.nextInt(3));
            }
        }
        return files;
    }

    @Test
    void putsCommitsOneAfterTheOther() throws Exception {
        List<Map<String, String>> trees = new ArrayList<>();
        List<String> commits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            trees.add(randomFiles());
            commits.add(place.commit(trees.get(i)));
        }
        for (int hop = 0; hop < 150; hop++) {
            int to = random.nextInt(trees.size());
            place.checkout().to(commits.get(to));
            assertThat(place.files()).as("seed %d hop %d", SEED, hop).isEqualTo(trees.get(to));
            assertThat(emptyDirectories()).as("seed %d hop %d", SEED, hop).isEmpty();
        }
    }

    private List<Path> emptyDirectories() throws IOException {
        List<Path> empty = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(place.source())) {
            for (Path path : paths.filter(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                try (Stream<Path> inside = Files.list(path)) {
                    if (inside.findAny().isEmpty() && !path.equals(place.source())) {
                        empty.add(path);
                    }
                }
            }
        }
        return empty;
    }

    @Test
    void leavesUnchangedFilesAndBuildOutputAlone() throws Exception {
        String one = place.commit(Map.of("same", "1", "changed", "1", "gone/file", "1", "lib/code.c", "1"));
        String two = place.commit(Map.of("same", "1", "changed", "2", "lib/code.c", "1"));
        place.checkout().to(one);
        Files.writeString(place.file("lib/code.o"), "built");
        Files.writeString(place.file("gone/file.o"), "built");
        for (String file : List.of("same", "changed", "lib/code.c", "lib/code.o")) {
            Files.setLastModifiedTime(place.file(file), LONG_AGO);
        }

        place.checkout().to(two);

        assertThat(place.files()).containsOnlyKeys("same", "changed", "lib/code.c", "lib/code.o", "gone/file.o");
        assertThat(Files.getLastModifiedTime(place.file("same"))).isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(place.file("lib/code.c"))).isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(place.file("lib/code.o"))).isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(place.file("changed"))).isNotEqualTo(LONG_AGO);
    }

    @Test
    void replacesADirectoryWithBuildOutputByAFile() throws Exception {
        place.checkout().to(place.commit(Map.of("tool/main.c", "1")));
        Files.writeString(place.file("tool/main.o"), "built");
        place.checkout().to(place.commit(Map.of("tool", "a file")));
        assertThat(place.files()).isEqualTo(Map.of("tool", "a file"));
    }

    @Test
    void replacesAFileOfABuildByADirectory() throws Exception {
        place.checkout().to(place.commit(Map.of("kept", "1")));
        Files.writeString(place.file("tool"), "built");
        place.checkout().to(place.commit(Map.of("tool/main.c", "1")));
        assertThat(place.files()).isEqualTo(Map.of("tool/main.c", "1"));
    }

    @Test
    void makesGoodWhatAKillLeft() throws Exception {
        Map<String, String> before = randomFiles();
        Map<String, String> wanted = randomFiles();
        Map<String, String> other = randomFiles();
        String from = place.commit(before);
        String to = place.commit(wanted);
        String elsewhere = place.commit(other);
        for (int attempt = 0; attempt < 40; attempt++) {
            place.checkout().to(from);
            killOnTheWay(from, to, before, wanted);
            boolean goesOn = random.nextBoolean();
            place.checkout().to(goesOn ? to : elsewhere);
            assertThat(place.files()).as("seed %d attempt %d", SEED, attempt).isEqualTo(goesOn ? wanted : other);
        }
    }

    /** Leaves what a kill in the middle leaves: the mark, some files changed, one half written. */
    private void killOnTheWay(String from, String to, Map<String, String> before, Map<String, String> wanted)
            throws Exception {
        new CheckoutState(place.state()).write(List.of(tree(from), tree(to)));
        boolean torn = false;
        for (String path : before.keySet()) {
            if (!before.get(path).equals(wanted.get(path)) && random.nextBoolean()) {
                Files.delete(place.file(path));
                if (wanted.containsKey(path) && !torn) {
                    Files.writeString(place.file(path), "torn");
                    torn = true;
                }
            }
        }
    }

    /** Goes back and forth between commits until it is killed. */
    static final class Shuttle {
        private Shuttle() {}

        public static void main(String[] arguments) throws Exception {
            try (CheckoutPlace place = CheckoutPlace.of(Path.of(arguments[0]))) {
                for (int hop = 0; true; hop++) {
                    place.checkout().to(arguments[1 + hop % 2]);
                    System.out.println(hop);
                }
            }
        }
    }

    @Test
    void makesGoodWhatARealKillLeaves() throws Exception {
        Map<String, String> one = new TreeMap<>();
        Map<String, String> two = new TreeMap<>();
        for (int i = 0; i < 600; i++) {
            one.put("d" + i % 7 + "/file" + i, "one " + i);
            two.put((i % 5 == 0 ? "e" : "d") + i % 7 + "/file" + i, i % 3 == 0 ? "l:one" : "x:two " + i);
        }
        String from = place.commit(one);
        String to = place.commit(two);
        int inTheMiddle = 0;
        for (int attempt = 0; attempt < 8; attempt++) {
            Process shuttle = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Shuttle.class.getName(),
                            place.directory().toString(),
                            from,
                            to)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // Not before it is at work, then at any time.
            assertThat(shuttle.getInputStream().read()).isPositive();
            assertThat(shuttle.waitFor(random.nextInt(120), TimeUnit.MILLISECONDS))
                    .isFalse();
            shuttle.destroyForcibly().waitFor();
            inTheMiddle += new CheckoutState(place.state()).read().size() > 1 ? 1 : 0;
            place.checkout().to(attempt % 2 == 0 ? from : to);
            assertThat(place.files()).as("seed %d attempt %d", SEED, attempt).isEqualTo(attempt % 2 == 0 ? one : two);
        }
        assertThat(inTheMiddle).isPositive();
    }

    @Test
    void keepsTheStateShortAndOutlivesATornLine() throws Exception {
        List<String> commits = List.of(place.commit(Map.of("file", "1")), place.commit(Map.of("file", "2")));
        for (int hop = 0; hop < 700; hop++) {
            place.checkout().to(commits.get(hop % 2));
        }
        assertThat(Files.size(place.state())).isBetween(1L, 1L << 17);
        Files.writeString(place.state(), "holds 0123", StandardOpenOption.APPEND);
        Files.writeString(place.file("built"), "kept, for what is there is known");
        place.checkout().to(commits.get(0));
        assertThat(place.files()).containsEntry("file", "1").containsKey("built");
    }

    @Test
    void makesGoodAFirstCheckoutThatWasKilled() throws Exception {
        String one = place.commit(Map.of("file", "1", "dir/file", "1"));
        String two = place.commit(Map.of("file", "1", "other", "2"));
        Files.createDirectories(place.file("dir"));
        Files.writeString(place.file("dir/file"), "torn");
        new CheckoutState(place.state()).write(List.of(ObjectId.zeroId(), tree(one)));
        place.checkout().to(two);
        assertThat(place.files()).isEqualTo(Map.of("file", "1", "other", "2"));
    }

    @Test
    void namesTheFileItCannotWrite() throws Exception {
        String one = place.commit(Map.of("x".repeat(300), "1"));
        assertThatThrownBy(() -> place.checkout().to(one))
                .isInstanceOf(HistoryException.class)
                .hasMessageContainingAll(one, place.file("x".repeat(300)).toString());
    }

    private ObjectId tree(String commit) {
        return ObjectId.fromString(place.git().run("rev-parse", commit + "^{tree}"));
    }

    /** So many that threads share them. */
    private Map<String, String> manyFiles() {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < 600; i++) {
            int where = random.nextInt(1000);
            files.put(where % 7 + "/" + where % 50 + "/" + where, "x:" + random.nextInt(3));
        }
        return files;
    }

    @Test
    void putsManyFilesAsItPutsFew() throws Exception {
        for (int hop = 0; hop < 8; hop++) {
            Map<String, String> files = manyFiles();
            place.checkout().to(place.commit(files));
            assertThat(place.files()).as("seed %d hop %d", SEED, hop).isEqualTo(files);
            assertThat(emptyDirectories()).as("seed %d hop %d", SEED, hop).isEmpty();
        }
    }

    @Test
    void namesTheOneOfManyFilesThatItCannotWriteAndMakesItGoodLater() throws Exception {
        Map<String, String> files = manyFiles();
        String good = place.commit(files);
        Map<String, String> more = new TreeMap<>(files);
        more.put("3/" + "x".repeat(300), "1");
        String bad = place.commit(more);
        assertThatThrownBy(() -> place.checkout().to(bad))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("x".repeat(300));
        place.checkout().to(good);
        assertThat(place.files()).isEqualTo(files);
    }

    @Test
    void stopsWhenInterruptedAndGoesOnLater() throws Exception {
        String one = place.commit(Map.of("file", "1", "other", "1"));
        String two = place.commit(Map.of("file", "2", "other", "2"));
        place.checkout().to(one);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> place.checkout().to(two)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        place.checkout().to(two);
        assertThat(place.files()).isEqualTo(Map.of("file", "2", "other", "2"));
    }

    @Test
    void startsAnewWhenItDoesNotKnowWhatIsThere() throws Exception {
        String one = place.commit(Map.of("file", "1"));
        place.checkout().to(one);
        for (String unknown : List.of("", "nonsense", "holds " + "0123456789".repeat(4) + "\n")) {
            Files.writeString(place.file("left"), "over");
            Files.writeString(place.state(), unknown);
            place.checkout().to(one);
            assertThat(place.files()).as(unknown).isEqualTo(Map.of("file", "1"));
        }
    }

    @Test
    void refusesDirectoriesThatHoldSomethingOfValue() throws Exception {
        Path directory = place.directory();
        Path other = directory.resolve("other");
        NativeGit.init(other);
        place.git().run("commit", "-q", "--allow-empty", "-m", "first");
        place.git().run("worktree", "add", "-q", "../linked");
        Path alias = Files.createSymbolicLink(directory.resolve("alias"), place.repository());
        for (Path taken : List.of(
                place.repository(),
                directory,
                place.repository().resolve(".git"),
                place.repository().resolve(".git/x"),
                other,
                alias,
                directory.resolve("linked"),
                place.file("../repository"))) {
            assertThatThrownBy(() -> place.history().checkout(taken, directory.resolveSibling("state")))
                    .as(taken.toString())
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(taken.toString());
        }
        assertThatThrownBy(() -> place.history().checkout(place.source(), place.file("state")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("state file");
    }
}
