package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Differences of trees, beside those that native git finds. */
class TreeComparisonTest {
    private static final long SEED = 5;
    private static final int TREES = 40;
    /** Names of which some sort between a directory's with and without its '/'. */
    private static final List<String> NAMES = List.of("a", "a-", "a.c", "a0", "b", "bb");

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private NativeGit git = new NativeGit(Path.of("."));

    @BeforeEach
    void makeRepository() throws Exception {
        git = NativeGit.init(directory);
    }

    private ObjectId randomTree() {
        Map<String, String> files = new TreeMap<>();
        addFiles(files, "", 0);
        FileTrees.commit(git, files);
        return ObjectId.fromString(git.run("rev-parse", "main^{tree}"));
    }

    /** A name is a file, an executable, a link or a directory by chance, so that one often takes another's place. */
    private void addFiles(Map<String, String> files, String parent, int depth) {
        for (String name : NAMES) {
            int kind = random.nextInt(6);
            if (kind < 3) {
                files.put(parent + name, List.of("", "x:", "l:").get(kind) + random.nextInt(2));
            } else if (kind == 3 && depth < 3) {
                addFiles(files, parent + name + "/", depth + 1);
            }
        }
    }

    private String differences(String... arguments) {
        List<String> command = new ArrayList<>(List.of("diff-tree", "--no-renames", "--no-abbrev"));
        command.addAll(List.of(arguments));
        return git.run(command.toArray(String[]::new));
    }

    private static String raw(FileChange change) {
        return String.format(
                Locale.ROOT,
                ":%06o %06o %s %s %c\t%s",
                change.before().mode().getBits(),
                change.after().mode().getBits(),
                change.before().id().name(),
                change.after().id().name(),
                change.kind(),
                new String(change.path(), StandardCharsets.US_ASCII));
    }

    private static String raw(List<FileChange> changes) {
        return String.join("\n", changes.stream().map(TreeComparisonTest::raw).toList());
    }

    @Test
    void findsWhatGitFindsInItsOrder() throws Exception {
        List<ObjectId> trees = new ArrayList<>();
        for (int i = 0; i < TREES; i++) {
            trees.add(randomTree());
        }
        try (Repository repository = RepositoryOpener.open(directory);
                ObjectReader reader = repository.newObjectReader()) {
            Trees kept = new Trees(reader);
            for (int i = 1; i < TREES; i++) {
                ObjectId before = trees.get(i - 1);
                ObjectId after = trees.get(i);
                assertThat(raw(FileChange.between(kept, List.of(before), after)))
                        .as("seed %d tree %d", SEED, i)
                        .isEqualTo(differences("-r", before.name(), after.name()));
                assertThat(raw(FileChange.atTop(reader, before, after)))
                        .as("seed %d tree %d", SEED, i)
                        .isEqualTo(differences(before.name(), after.name()));
            }
        }
    }

    @Test
    void findsWhatDiffersFromAnyOfSeveralTrees() throws Exception {
        ObjectId one = randomTree();
        ObjectId two = randomTree();
        ObjectId after = randomTree();
        try (Repository repository = RepositoryOpener.open(directory);
                ObjectReader reader = repository.newObjectReader()) {
            List<String> found = FileChange.between(new Trees(reader), List.of(one, two), after).stream()
                    .map(change -> new String(change.path(), StandardCharsets.US_ASCII)
                            + (change.after().exists() ? "" : " is not there"))
                    .toList();
            List<String> wanted = new ArrayList<>();
            for (ObjectId before : List.of(one, two)) {
                for (String line :
                        differences("-r", before.name(), after.name()).split("\n", -1)) {
                    String[] fields = line.split("[ \t]", 6);
                    wanted.add(fields[5] + (fields[4].equals("D") ? " is not there" : ""));
                }
            }
            assertThat(found)
                    .isSorted()
                    .containsExactlyElementsOf(
                            wanted.stream().distinct().sorted().toList());
        }
    }

    @Test
    void namesTheTreeThatIsDamaged() throws Exception {
        ObjectId good = randomTree();
        byte[] entry = "100644 file\0".getBytes(StandardCharsets.US_ASCII);
        try (Repository repository = RepositoryOpener.open(directory);
                ObjectInserter inserter = repository.newObjectInserter();
                ObjectReader reader = repository.newObjectReader()) {
            for (byte[] content : List.of(entry, "100644".getBytes(StandardCharsets.US_ASCII), new byte[] {'1', ' '})) {
                ObjectId bad = inserter.insert(Constants.OBJ_TREE, content);
                inserter.flush();
                assertThatThrownBy(() -> FileChange.between(new Trees(reader), List.of(good), bad))
                        .isInstanceOf(CorruptObjectException.class)
                        .hasMessageContaining(bad.name());
            }
        }
    }
}
