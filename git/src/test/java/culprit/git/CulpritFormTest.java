package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares what is shown of random commits with the installed git, byte for byte. */
class CulpritFormTest {
    private static final long SEED = Long.getLong("culprit.seed", 5);
    private static final int COMMITS = 300;

    @TempDir
    Path directory;

    private NativeGit git;
    private List<String> commits = List.of();

    @BeforeEach
    void makeRepository() throws Exception {
        git = NativeGit.init(directory);
    }

    private void makeCommits(boolean endLines) {
        commits = new RandomChanges(new Random(SEED), endLines).make(git, COMMITS);
        git.run("update-ref", "refs/heads/main", commits.get(0));
        assertThat(commits).hasSize(COMMITS);
    }

    /** What we show of all the commits. */
    private List<String> described(CulpritForm form) throws Exception {
        List<String> texts = new ArrayList<>();
        try (Repository repository = new FileRepositoryBuilder()
                        .setGitDir(directory.resolve(".git").toFile())
                        .build();
                ObjectReader reader = repository.newObjectReader()) {
            CulpritText text = new CulpritText(repository, reader, form, Columns.DEFAULT);
            for (String commit : commits) {
                byte[] shown = text.of(ObjectId.fromString(commit));
                texts.add(new String(shown, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    /** What git bisect shows of a commit whose parents are good. */
    private String byBisect(String commit, List<String> parents) {
        List<String> start = new ArrayList<>(List.of("bisect", "start", "--no-checkout", commit));
        start.addAll(parents);
        String shown = git.tell(start.toArray(String[]::new)).out();
        assertThat(shown).startsWith(commit + " is the first ");
        return shown.substring(shown.indexOf('\n') + 1);
    }

    /**
     * Compares with what git bisect uses inside, and if the installed git has this form with git bisect itself, which is
     * slow: it is asked for merges and for a sample.
     */
    private void assertShownAsByGit(CulpritForm form, String... command) throws Exception {
        List<String> ours = described(form);
        for (int i = 0; i < COMMITS; i++) {
            List<String> ids = List.of(
                    git.run("rev-list", "-1", "--parents", commits.get(i)).split(" ", -1));
            List<String> parents = ids.subList(1, ids.size());
            boolean asked = !parents.isEmpty() && (parents.size() > 1 || i % 20 == 0);
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.add(commits.get(i));
            assertThat(ours.get(i))
                    .as("seed %d, commit %d", SEED, i)
                    .isEqualTo(
                            asked && form == NativeGit.level().culpritForm()
                                    ? byBisect(commits.get(i), parents)
                                    : git.tell(arguments.toArray(String[]::new)).out());
        }
    }

    @Test
    void showIsWhatGitShowPrints() throws Exception {
        assumeTrue(NativeGit.level().minor() > 30, "this git does not know first parents of merges in a diff");
        // Older versions, such as 2.39, leave an incomplete last line out when they estimate how similar files are.
        makeCommits(NativeGit.level().minor() < 47);
        assertShownAsByGit(
                CulpritForm.SHOW, "show", "--stat", "--summary", "--no-abbrev-commit", "--diff-merges=first-parent");
    }

    @Test
    void statIsTheTreeDifferenceInNumbers() throws Exception {
        makeCommits(false);
        assertShownAsByGit(CulpritForm.STAT, "diff-tree", "--pretty", "--abbrev", "--stat", "--summary", "--cc");
    }

    @Test
    void rawIsThePlainTreeDifference() throws Exception {
        makeCommits(false);
        assertShownAsByGit(CulpritForm.RAW, "diff-tree", "--pretty");
    }
}
