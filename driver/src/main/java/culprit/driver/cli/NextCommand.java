package culprit.driver.cli;

import culprit.driver.Terminal;
import culprit.driver.gitlog.GitWords;
import culprit.driver.gitlog.Terms;
import culprit.driver.procedure.UsageException;
import culprit.git.BadInputException;
import culprit.git.Columns;
import culprit.git.HistoryException;
import culprit.git.JGitHistory;
import culprit.report.RawText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code culprit next}: what {@code git bisect} says at some point of a search. */
@Command(
        name = "next",
        description = "Print what git bisect would print at this point of a search.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = NextCommand.WRONG_OPTIONS,
        footer = {
            "",
            "Exit as git bisect: 0 a commit is to be tested or found, 1 good and bad are mixed up, 2 only skipped commits"
                    + " are left, 3 the defect was fixed on the way to a good commit, 4 no commit changes the paths; 128 no such repository or"
                    + " revision, or with --batch a line without answer, 129 wrong options."
        })
final class NextCommand implements Callable<Integer> {
    /** As git: 1 to 4 have their meaning in a search. */
    static final int WRONG_OPTIONS = 129;

    private static final int FATAL = 128;

    private final Terminal terminal;
    private final InputStream input;

    @Option(
            names = "--repo",
            required = true,
            paramLabel = "DIR",
            description = "A git work tree or a bare repository; it is only read.")
    private Path repository = Path.of(".");

    @Option(names = "--bad", paramLabel = "REV", description = "The oldest revision known to be bad.")
    private @Nullable String bad;

    @Option(names = "--good", arity = "1..*", paramLabel = "REV", description = "Revisions known to be good.")
    private List<String> goods = List.of();

    @Option(names = "--skip", arity = "1..*", paramLabel = "REV", description = "Revisions that cannot be tested.")
    private List<String> skips = List.of();

    @Option(
            names = "--expected",
            paramLabel = "REV",
            description = "What git had checked out before the last verdict; matters if that is a bad merge base.")
    private @Nullable String expected;

    @Option(
            names = "--checked",
            description = "Whether a merge base must be tested is known from before: git looks for them once, and again"
                    + " after a verdict on another revision than it had checked out.")
    private boolean checked;

    @Mixin
    private ChoiceOptions choice = new ChoiceOptions();

    @Option(
            names = {"--term-old", "--term-good"},
            paramLabel = "WORD",
            defaultValue = "good",
            description = "Word for the state before.")
    private String old = "good";

    @Option(
            names = {"--term-new", "--term-bad"},
            paramLabel = "WORD",
            defaultValue = "bad",
            description = "Word for the state that is searched for.")
    private String recent = "bad";

    @Option(
            names = "--batch",
            description =
                    "Read {\"bad\":REV,\"good\":[REV...],\"skip\":[REV...],\"paths\":[PATH...]} from each line of standard input, and"
                            + " answer in a line of JSON.")
    private boolean batch;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Behind --: search only commits that change something here. Files, directories, patterns, and"
                    + " :(top), :(exclude), :(literal) and :(glob) before them, as git has them.")
    private List<String> paths = List.of();

    NextCommand(Terminal terminal, InputStream input) {
        this.terminal = terminal;
        this.input = input;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Optional<NextQuestion> question = question();
            Terms terms = terms();
            try (JGitHistory history = JGitHistory.open(repository, choice.level())) {
                NextAnswers answers =
                        new NextAnswers(history, terms, choice.firstParent(), Columns.of(System.getenv("COLUMNS")));
                return question.isPresent() ? answer(answers.to(question.get()).said()) : answerAll(answers);
            }
        } catch (UsageException e) {
            terminal.warn(String.valueOf(e.getMessage()));
            return WRONG_OPTIONS;
        } catch (BadInputException | HistoryException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            terminal.warn(String.valueOf(e.getMessage()));
            return FATAL;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to answer; empty if standard input has the questions. */
    private Optional<NextQuestion> question() throws UsageException {
        if (!batch) {
            if (bad == null) {
                throw new UsageException("which revision is bad? Name it with --bad, or give --batch");
            }
            return Optional.of(new NextQuestion(bad, goods, skips, Optional.ofNullable(expected), checked, paths));
        }
        if (bad != null || expected != null || checked || !goods.isEmpty() || !skips.isEmpty() || !paths.isEmpty()) {
            throw new UsageException("with --batch all revisions and paths come from standard input: leave out --bad,"
                    + " --good, --skip, --expected, --checked and paths");
        }
        return Optional.empty();
    }

    private Terms terms() throws UsageException {
        if (old.equals(recent) || old.isBlank() || recent.isBlank()) {
            throw new UsageException("--term-old and --term-new: please use two different terms");
        }
        return new Terms(recent, old);
    }

    private int answer(GitWords.Said said) throws IOException {
        terminal.messages().write(RawText.bytes(said.err()));
        terminal.messages().flush();
        terminal.log().write(RawText.bytes(said.out()));
        terminal.log().flush();
        return said.exitCode();
    }

    private int answerAll(NextAnswers answers) throws IOException, InterruptedException {
        Batch batch = new Batch(NextJson.EXAMPLE, question -> answer(answers, question));
        return batch.run(input, terminal.log()) ? 0 : FATAL;
    }

    private static ObjectNode answer(NextAnswers answers, JsonNode question)
            throws Batch.NoAnswerException, InterruptedException {
        try {
            return NextJson.of(answers.to(NextJson.question(question)));
        } catch (BadInputException | HistoryException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            throw new Batch.NoAnswerException(String.valueOf(e.getMessage()));
        }
    }
}
