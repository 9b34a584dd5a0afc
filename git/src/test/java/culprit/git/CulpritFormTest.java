package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final long SEED = 5;
    private static final int COMMITS = 300;

    @TempDir
    Path directory;

    private NativeGit git;
    private List<String> commits = List.of();

    @BeforeEach
    void makeCommits() throws Exception {
        git = NativeGit.init(directory);
        commits = new RandomChanges(new Random(SEED)).make(git, COMMITS);
        git.run("update-ref", "refs/heads/main", commits.get(0));
        assertThat(commits).hasSize(COMMITS);
    }

    /** What we show of all the commits, behind their ids. */
    private List<String> described(CulpritForm form) throws Exception {
        List<String> texts = new ArrayList<>();
        try (Repository repository = new FileRepositoryBuilder()
                        .setGitDir(directory.resolve(".git").toFile())
                        .build();
                ObjectReader reader = repository.newObjectReader()) {
            CulpritText text = new CulpritText(repository, reader, form);
            for (String commit : commits) {
                byte[] shown = text.of(ObjectId.fromString(commit));
                texts.add(commit + "\n" + new String(shown, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    private static void assertSame(List<String> ours, List<String> gits) {
        for (int i = 0; i < gits.size(); i++) {
            assertThat(ours.get(i)).as("seed %d, commit %d", SEED, i).isEqualTo(gits.get(i));
        }
    }

    /** What git bisect shows of a commit whose parents are good. */
    private String byBisect(String commit, List<String> parents) {
        List<String> start = new ArrayList<>(List.of("bisect", "start", "--no-checkout", commit));
        start.addAll(parents);
        String shown = git.tell(start.toArray(String[]::new)).out();
        String first = commit + " is the first bad commit\n";
        assertThat(shown).startsWith(first);
        return shown.substring(first.length());
    }

    /** git bisect itself is slow: it is asked for merges and for a sample, and what it does inside for the others. */
    @Test
    void statIsWhatGitBisectShows() throws Exception {
        List<String> texts = new ArrayList<>();
        for (String line :
                git.run("rev-list", "--all", "--reverse", "--parents").split("\n", -1)) {
            List<String> ids = List.of(line.split(" ", -1));
            List<String> parents = ids.subList(1, ids.size());
            boolean asked = parents.size() > 1 || (parents.size() == 1 && texts.size() % 20 == 0);
            texts.add(ids.get(0) + "\n"
                    + (asked
                            ? byBisect(ids.get(0), parents)
                            : git.tell("diff-tree", "--pretty", "--stat", "--summary", "--cc", ids.get(0))
                                    .out()));
        }
        assertSame(described(CulpritForm.STAT), texts);
    }

    @Test
    void rawIsThePlainTreeDifference() throws Exception {
        List<String> texts = new ArrayList<>();
        for (String commit : commits) {
            texts.add(commit + "\n" + git.tell("diff-tree", "--pretty", commit).out());
        }
        assertSame(described(CulpritForm.RAW), texts);
    }
}
