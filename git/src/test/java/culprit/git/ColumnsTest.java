package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Diffstats of all widths, beside those of native git. */
class ColumnsTest {
    private static final long SEED = 17;
    private static final int COMMITS = 120;
    private static final int SAMPLES = 12;
    private static final List<String> VALUES = List.of(
            "1",
            "24",
            "25",
            "26",
            "33",
            "40",
            "60",
            "79",
            "80",
            "81",
            "100",
            "120",
            "200",
            "400",
            "",
            "0",
            "-5",
            "abc",
            "120abc",
            " 60",
            "\t60 1",
            "+50",
            "- 5",
            "08",
            "0x50",
            "4294967396",
            "2147483648");

    @TempDir
    Path directory;

    @Test
    void aCommitIsShownAsWideAsGitShowsIt() throws Exception {
        NativeGit git = NativeGit.init(directory);
        assumeTrue(NativeGit.level().minor() > 30, "this git does not know first parents of merges in a diff");
        Random random = new Random(SEED);
        List<String> commits = new RandomChanges(random, true).make(git, COMMITS);
        git.run("update-ref", "refs/heads/main", commits.get(0));
        try (Repository repository = RepositoryOpener.open(directory);
                ObjectReader reader = repository.newObjectReader()) {
            for (String value : VALUES) {
                CulpritText text = new CulpritText(repository, reader, CulpritForm.SHOW, Columns.of(value));
                for (int i = 0; i < SAMPLES; i++) {
                    String commit = commits.get(random.nextInt(COMMITS));
                    byte[] shown = text.of(ObjectId.fromString(commit));
                    assertThat(new String(shown, StandardCharsets.ISO_8859_1))
                            .as("seed %d, COLUMNS=\"%s\", commit %s", SEED, value, commit)
                            .isEqualTo(byGit(git, value, commit));
                }
            }
        }
    }

    private static String byGit(NativeGit git, String columns, String commit) {
        String show = "git show --stat --summary --no-abbrev-commit --diff-merges=first-parent " + commit;
        return git.tell("-c", "alias.wide=!COLUMNS='" + columns + "' " + show, "wide")
                .out();
    }

    @Test
    void whatGitBisectShowsOfItselfIsAlwaysEightyColumnsWide() throws Exception {
        NativeGit git = NativeGit.init(directory);
        assumeTrue(NativeGit.level().culpritForm() == CulpritForm.STAT, "this git lets git show do it");
        git.run("commit", "-q", "--allow-empty", "-m", "good");
        String good = git.run("rev-parse", "main");
        String name = "a_rather_long_directory/".repeat(4) + "file.c";
        String tree = FileTrees.commit(git, Map.of(name, "line\n".repeat(300))) + "^{tree}";
        String bad = git.run("commit-tree", "-p", good, "-m", "bad", tree);
        String start = "git bisect start --no-checkout " + bad + " " + good;
        String shown =
                git.tell("-c", "alias.wide=!COLUMNS=120 " + start, "wide").out();
        try (JGitHistory history = JGitHistory.open(directory, NativeGit.level())) {
            String ours = new String(history.describeCulprit(bad, 120), StandardCharsets.ISO_8859_1);
            assertThat(shown).endsWith(ours).contains("...");
        }
    }
}
