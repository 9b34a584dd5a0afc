package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RevertsTest {
    private static final String TITLE = "mm: say \"open\"\n\nLate.";
    private static final String TEN = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";

    @AutoClose
    private final CheckoutPlace place = CheckoutPlace.make();

    private final NativeGit git = place.git();
    private String tip = "";

    private Revert revert(String culprit, String onto) throws Exception {
        try (Reverts reverts = reverts()) {
            return reverts.of(culprit, onto);
        }
    }

    private Reverts reverts() throws Exception {
        return place.history().reverts(place.directory().resolve("reverts"));
    }

    /** A commit of these files on top of the one before. */
    private String next(Map<String, String> files) {
        String tree = place.commit(files) + "^{tree}";
        tip = tip.isEmpty()
                ? git.run("commit-tree", "-m", TITLE, tree)
                : git.run("commit-tree", "-m", TITLE, "-p", tip, tree);
        return tip;
    }

    @Test
    void theRevertOfACommitOnItselfHasWhatItsParentHas() throws Exception {
        next(Map.of("a", "one\n", "b", "two\n"));
        String culprit = next(Map.of("a", "ONE\n", "c", "three\n"));
        try (Reverts reverts = reverts()) {
            Commit reverted = reverts.of(culprit, culprit).commit().orElseThrow();
            assertThat(reverted.parents()).containsExactly(culprit);
            reverts.checkout(place.source(), place.state()).to(reverted.id());
        }
        assertThat(place.files()).isEqualTo(Map.of("a", "one\n", "b", "two\n"));
    }

    @Test
    void keepsWhatCameAfterwards() throws Exception {
        next(Map.of("a", TEN));
        String culprit = next(Map.of("a", TEN.replace("2", "two")));
        String bad = next(Map.of("a", TEN.replace("2", "two").replace("9", "nine"), "b", "more\n"));
        try (Reverts reverts = reverts()) {
            Commit reverted = reverts.of(culprit, bad).commit().orElseThrow();
            Checkout checkout = reverts.checkout(place.source(), place.state());
            checkout.to(bad);
            checkout.to(reverted.id());
        }
        assertThat(place.files()).isEqualTo(Map.of("a", TEN.replace("9", "nine"), "b", "more\n"));
    }

    @Test
    void namesThePathsThatAreInConflict() throws Exception {
        next(Map.of("a", TEN, "b", TEN, "c", TEN));
        String culprit = next(Map.of("a", TEN.replace("2", "two"), "b", TEN.replace("3", "three"), "c", "new\n"));
        String bad = next(Map.of("a", TEN.replace("2", "zwei"), "b", TEN.replace("3", "three")));
        Revert revert = revert(culprit, bad);
        assertThat(revert.kind()).isEqualTo(Revert.Kind.CONFLICT);
        assertThat(revert.conflicts()).containsExactly("a", "c");
        assertThat(revert.commit()).isEmpty();
    }

    @Test
    void saysSoWhereNothingIsLeftToRevert() throws Exception {
        String before = next(Map.of("a", TEN));
        String culprit = next(Map.of("a", TEN.replace("2", "two")));
        String fixed = next(Map.of("a", TEN, "b", "more\n"));
        for (String without : List.of(before, fixed)) {
            assertThat(revert(culprit, without).kind()).isEqualTo(Revert.Kind.NOTHING_LEFT);
        }
    }

    @Test
    void revertsNeitherMergesNorRoots() throws Exception {
        String root = next(Map.of("a", "one\n"));
        String tree = git.run("rev-parse", "main^{tree}");
        String other = next(Map.of("b", "two\n"));
        String merge = git.run("commit-tree", "-p", root, "-p", other, "-m", "Merge", tree);
        assertThat(revert(root, other).kind()).isEqualTo(Revert.Kind.ROOT);
        assertThat(revert(merge, merge).kind()).isEqualTo(Revert.Kind.MERGE);
    }

    @Test
    void aResumedBisectionFindsTheSameCommitAgainAndTheRepositoryStaysAsItIs() throws Exception {
        next(Map.of("a", TEN));
        String culprit = next(Map.of("a", TEN.replace("2", "two")));
        String bad = next(Map.of("a", TEN.replace("2", "two").replace("9", "nine")));
        Map<String, String> before = Listing.of(place.repository());
        String first = revert(culprit, bad).commit().orElseThrow().id();
        assertThat(Listing.of(place.repository())).isEqualTo(before);
        try (Reverts reverts = reverts()) {
            // What an earlier process made can be checked out without making it again.
            reverts.checkout(place.source(), place.state()).to(first);
            assertThat(reverts.of(culprit, bad).commit().orElseThrow().id()).isEqualTo(first);
        }
        assertThat(place.files()).isEqualTo(Map.of("a", TEN.replace("9", "nine")));
    }

    @Test
    void isCalledAsGitCallsIt() throws Exception {
        next(Map.of("a", "one\n"));
        String culprit = next(Map.of("a", "two\n"));
        git.run("reset", "-q", "--hard", culprit);
        git.run("revert", "--no-edit", culprit);
        assertThat(revert(culprit, culprit).commit().orElseThrow().title())
                .isEqualTo(git.run("log", "-1", "--format=%s"));
    }

    /** {@code -Dculprit.fuzz=N} multiplies the number of cases by N, {@code -Dculprit.seed=N} makes others. */
    @Test
    void agreesWithGitOnRandomHistories() throws Exception {
        long seed = Long.getLong("culprit.seed", 20261121);
        Random random = new Random(seed);
        List<String> commits = randomCommits(random, 60);
        Path borrowed = place.repository().resolve(".git/objects/info/alternates");
        Files.writeString(borrowed, place.directory().resolve("reverts") + "\n");
        int reverted = 0;
        int conflicts = 0;
        try (Reverts reverts = reverts()) {
            for (int i = 0; i < 100 * Integer.getInteger("culprit.fuzz", 1); i++) {
                int number = random.nextInt(commits.size() - 6);
                String culprit = commits.get(number);
                String onto = commits.get(number + random.nextInt(6));
                Revert revert = reverts.of(culprit, onto);
                if (revert.kind() == Revert.Kind.ROOT || revert.kind() == Revert.Kind.MERGE) {
                    continue;
                }
                String story = "seed " + seed + ", git revert " + culprit + " on " + onto;
                String expected = tree(culprit, onto);
                assertThat(tree(revert, onto)).as(story).isEqualTo(expected);
                reverted += revert.kind() == Revert.Kind.REVERTED ? 1 : 0;
                conflicts += revert.kind() == Revert.Kind.CONFLICT ? 1 : 0;
            }
        }
        assertThat(reverted).isGreaterThan(20);
        assertThat(conflicts).isGreaterThan(20);
    }

    private List<String> randomCommits(Random random, int count) {
        Map<String, String> files = new TreeMap<>();
        List<String> commits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (int change = random.nextInt(3); change >= 0; change--) {
                String path = List.of("a", "b", "d/a", "d/e/b").get(random.nextInt(4));
                files.compute(path, (name, old) -> changed(old == null ? TEN : old, random));
            }
            commits.add(next(files));
        }
        return commits;
    }

    /** A file with another line, without one, with another mode, or none. */
    private static @Nullable String changed(String old, Random random) {
        if (random.nextInt(12) == 0) {
            return null;
        }
        if (random.nextInt(12) == 0) {
            return old.startsWith("x:") ? old.substring(2) : "x:" + old;
        }
        List<String> lines = new ArrayList<>(old.lines().toList());
        int at = random.nextInt(lines.size());
        switch (random.nextInt(3)) {
            case 0 -> lines.add(at, "new " + random.nextInt(3));
            case 1 -> lines.set(at, lines.get(at) + random.nextInt(2));
            default -> lines.remove(at);
        }
        return String.join("\n", lines) + "\n";
    }

    private String tree(String culprit, String onto) {
        git.run("reset", "-q", "--hard", onto);
        // git's newer strategy, ort, cannot be told to leave renames alone.
        NativeGit.Answer answer =
                git.tell("-c", "merge.renames=false", "revert", "--no-commit", "--strategy=recursive", culprit);
        return answer.status() == 0 ? git.run("write-tree") : "conflict";
    }

    private String tree(Revert revert, String onto) {
        return switch (revert.kind()) {
            case REVERTED -> git.run("rev-parse", revert.commit().orElseThrow().id() + "^{tree}");
            case NOTHING_LEFT -> git.run("rev-parse", onto + "^{tree}");
            case CONFLICT -> "conflict";
            case MERGE, ROOT -> "none";
        };
    }
}
