package culprit.driver.cli;

import culprit.driver.ExitCode;
import culprit.driver.Terminal;
import culprit.driver.procedure.UsageException;
import culprit.report.Era;
import culprit.report.crash.Crash;
import culprit.report.crash.CrashParser;
import culprit.report.crash.Dialect;
import culprit.vm.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code culprit crash}: what a kernel crash is called. */
@Command(
        name = "crash",
        description = "Name the crashes on kernel consoles as syzbot does, and cut out their reports.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Of the crashes that follow the first one, those are left out whose report is corrupted or whose machine ran"
                    + " out of memory. No more than 100 crashes of a console are looked at.",
            "Exit: 0 some console has a crash, 3 none has, 2 usage: a file that cannot be read, or with --batch a line"
                    + " without answer."
        })
final class CrashCommand implements Callable<Integer> {
    private static final Path STANDARD_INPUT = Path.of("-");

    private final Terminal terminal;
    private final InputStream input;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Console logs, also compressed with gzip; - or none: standard input.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Print one JSON object per file.")
    private boolean json;

    @Option(
            names = "--batch",
            description =
                    "Read {\"name\":NAME,\"log\":TEXT} from each line of standard input, and answer in a line of JSON"
                            + " with the first crash; without one, the title is empty.")
    private boolean batch;

    @Option(
            names = "--dialect",
            paramLabel = "DAY",
            description = "Name crashes as syzbot did on that day, such as 2020-03-01 or 2020 [today].")
    private @Nullable String dialect;

    @Mixin
    private CrashOptions crashes = new CrashOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    CrashCommand(Terminal terminal, InputStream input) {
        this.terminal = terminal;
        this.input = input;
    }

    @Override
    public Integer call() throws UsageException, InterruptedException {
        CrashParser parser = new CrashParser(crashes.rules(dialect()));
        try (Commands commands = new Commands()) {
            SourceLookup lookup = new SourceLookup(source.symboliser(commands));
            return batch ? answerAll(parser, lookup) : show(parser, lookup);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Dialect dialect() throws UsageException {
        if (dialect == null) {
            return Dialect.LATEST;
        }
        return Era.parse(dialect)
                .map(era -> new Dialect(era.date()))
                .orElseThrow(() -> new UsageException(
                        "--dialect: \"" + dialect + "\" is no day: say one such as 2020-03-01, 2020-03 or 2020"));
    }

    private int answerAll(CrashParser parser, SourceLookup lookup)
            throws UsageException, IOException, InterruptedException {
        if (json || !files.isEmpty()) {
            throw new UsageException("with --batch the consoles come from standard input, and all answers are JSON:"
                    + " leave out files and --json");
        }
        Batch questions = new Batch(CrashJson.EXAMPLE, question -> {
            Optional<Crash> crash = parser.parse(CrashJson.log(question));
            return CrashJson.answer(question, lookup.in(crash));
        });
        return questions.run(input, terminal.log()) ? ExitCode.CULPRIT : ExitCode.USAGE;
    }

    private int show(CrashParser parser, SourceLookup lookup) throws IOException, InterruptedException {
        boolean crashed = false;
        boolean failed = false;
        for (Path file : files.isEmpty() ? List.of(STANDARD_INPUT) : files) {
            try {
                List<ConsoleCrash> crashes = lookup.in(crashes(file, parser));
                crashed |= !crashes.isEmpty();
                print(json ? CrashJson.of(file.toString(), crashes) + "\n" : CrashText.of(file.toString(), crashes));
            } catch (UsageException e) {
                failed = true;
                if (json) {
                    print(CrashJson.error(file.toString(), String.valueOf(e.getMessage())) + "\n");
                } else {
                    terminal.warn(String.valueOf(e.getMessage()));
                }
            }
        }
        if (failed) {
            return ExitCode.USAGE;
        }
        return crashed ? ExitCode.CULPRIT : ExitCode.NOT_REPRODUCED;
    }

    private void print(String text) throws IOException {
        terminal.log().write(text.getBytes(StandardCharsets.UTF_8));
        terminal.log().flush();
    }

    private List<ConsoleCrash> crashes(Path file, CrashParser parser) throws UsageException {
        if (Files.isDirectory(file)) {
            throw new UsageException(file + " is a directory: name the console logs in it");
        }
        try (InputStream console = file.equals(STANDARD_INPUT) ? input : Files.newInputStream(file)) {
            return ConsoleCrash.on(Uncompressed.of(console), parser);
        } catch (NoSuchFileException e) {
            throw new UsageException(file + " does not exist: name a console log, or none to read standard input", e);
        } catch (AccessDeniedException e) {
            throw new UsageException(file + " may not be read by this user: change its permissions", e);
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": " + e, e);
        }
    }
}
