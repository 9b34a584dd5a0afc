package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.driver.procedure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
    private static final Inputs INPUTS = new Inputs(List.of("bad 1", "good 0"));
    private static final Inputs OTHER = new Inputs(List.of("bad 2", "good 0"));

    /** Stands for the exit code of a bisection that never came to its end. */
    private static final int KILLED = -1;

    @TempDir
    private Path directory;

    private Path root() {
        return directory.resolve("a/b/work");
    }

    /** What a bisection does in its work directory. */
    private Optional<Integer> bisect(Inputs inputs, boolean fresh, String log, int exitCode) throws Exception {
        try (WorkDirectory work = WorkDirectory.open(root())) {
            Optional<Integer> earlier = work.begin(inputs, fresh);
            if (earlier.isEmpty()) {
                Files.writeString(work.log(), log);
                Files.writeString(work.gitLog(), log);
                Files.createDirectories(work.consoles());
                if (exitCode >= 0) {
                    work.finish(exitCode);
                }
            }
            return earlier;
        }
    }

    @Test
    void twoBisectionsAtOnceAreRefused() throws Exception {
        try (WorkDirectory first = WorkDirectory.open(root())) {
            assertThat(first.root()).isEqualTo(root());
            assertThatThrownBy(() -> WorkDirectory.open(root()))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("another culprit is at work in " + root());
        }
        WorkDirectory.open(root()).close();
    }

    @Test
    void aFinishedBisectionIsNotDoneAgain() throws Exception {
        assertThat(bisect(INPUTS, false, "the log", 0)).isEmpty();
        assertThat(bisect(INPUTS, false, "another log", 0)).contains(0);
        assertThat(root().resolve("bisect.log")).hasContent("the log");
    }

    @Test
    void freshBeginsAnewAndKeepsWhatWasFoundBefore() throws Exception {
        bisect(INPUTS, false, "first", 0);
        assertThat(bisect(INPUTS, true, "second", 4)).isEmpty();
        assertThat(bisect(OTHER, true, "third", 0)).isEmpty();
        assertThat(root().resolve("bisect.log")).hasContent("third");
        assertThat(root().resolve("earlier/1/bisect.log")).hasContent("first");
        assertThat(root().resolve("earlier/2/bisect.log")).hasContent("second");
        assertThat(root().resolve("earlier/2/exit-code.txt")).hasContent("4");
    }

    @Test
    void anUnfinishedBisectionContinuesWithWhatIsThereUnlessItIsToBeginAnew() throws Exception {
        bisect(INPUTS, false, "killed", KILLED);
        Files.writeString(root().resolve("events.jsonl"), "the journal");
        assertThat(bisect(INPUTS, false, "killed again", KILLED)).isEmpty();
        assertThat(root().resolve("events.jsonl")).hasContent("the journal");
        assertThat(root().resolve("earlier")).doesNotExist();
        assertThat(bisect(INPUTS, true, "done", 0)).isEmpty();
        assertThat(root().resolve("events.jsonl")).doesNotExist();
        assertThat(root().resolve("earlier/1/events.jsonl")).hasContent("the journal");
    }

    @Test
    void anUnfinishedBisectionWithoutJournalBeginsAnewAndIsKeptToo() throws Exception {
        bisect(INPUTS, false, "killed", KILLED);
        assertThat(bisect(INPUTS, false, "done", 0)).isEmpty();
        assertThat(root().resolve("earlier/1/bisect.log")).hasContent("killed");
        assertThat(root().resolve("earlier/1/git-bisect.log")).hasContent("killed");
        assertThat(root().resolve("git-bisect.log")).hasContent("done");
    }

    @Test
    void anotherBisectionInTheDirectoryIsRefusedWithTheDifference() throws Exception {
        bisect(INPUTS, false, "the log", 0);
        assertThatThrownBy(() -> bisect(OTHER, false, "", 0))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("bad 2")
                .hasMessageNotContaining("good 0")
                .hasMessageContaining("--fresh");
        assertThat(root().resolve("bisect.log")).hasContent("the log");
    }

    @Test
    void soIsOneWithoutAnInputThatTheOtherHas() throws Exception {
        List<String> more = new ArrayList<>(INPUTS.lines());
        more.add("early-stop");
        bisect(new Inputs(more), false, "the log", 0);
        assertThatThrownBy(() -> bisect(INPUTS, false, "", 0))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("(this one is without: early-stop)");
    }

    @Test
    void aNearlyFullDiskIsRefusedWithTheFigures() {
        assertThat(WorkDirectory.shortage(2_000L << 20, false).orElseThrow())
                .contains("2000 MiB free")
                .contains("3072 MiB needed");
        assertThat(WorkDirectory.shortage(2_000L << 20, true)).isEmpty();
        assertThat(WorkDirectory.shortage(100L << 20, true)).isPresent();
    }

    @Test
    void aDirectoryWithFilesOfSomebodyElseIsRefusedAndLeftAlone() throws IOException {
        Path own = Files.createDirectories(directory.resolve("project/tree")).resolve("thesis.txt");
        Files.writeString(own, "years of work");
        assertThatThrownBy(() -> WorkDirectory.open(directory.resolve("project")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("not Culprit's");
        assertThat(own).hasContent("years of work");
    }

    @Test
    void aPathThatMakeDoesNotCopeWithIsRefusedBeforeAnythingIsMade() {
        for (String unfit : List.of("my work", "a:b", "$HOME", "it's")) {
            Path root = directory.resolve(unfit);
            assertThatThrownBy(() -> WorkDirectory.open(root))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("make does not cope with")
                    .hasMessageContaining("--workdir");
            assertThat(root).doesNotExist();
        }
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsRefused() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> WorkDirectory.open(file))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(file.toString());
    }
}
