package culprit.driver.cli;

import culprit.driver.CacheDirectory;
import culprit.driver.Session;
import culprit.driver.Settings;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.UsageException;
import culprit.git.BadInputException;
import culprit.git.BisectState;
import culprit.git.HistoryException;
import culprit.git.JGitHistory;
import culprit.git.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code culprit bisect}: finds the commit that brought a crash. */
@Command(
        name = "bisect",
        description = "Find the commit that brought a crash, from a reproducer.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The log goes to standard output and to bisect.log in the work directory, progress to standard error.",
            "A bisection that was interrupted continues; see also culprit status and culprit retest.",
            "Without --good, release tags are tested from the newest to the oldest until one does not crash.",
            "Exit: 0 culprit named, 2 usage, 3 crash not reproduced, 4 inconclusive, 5 machine unfit,",
            "      6 culprit named but doubtful, 130 interrupted."
        })
final class BisectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SETTINGS.toml",
            description = "File with settings: the options below without dashes. Options win.")
    private @Nullable Path file;

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "Git work tree of Linux, or a bare repository. It is only read.")
    private @Nullable Path repository;

    @Option(names = "--bad", paramLabel = "REV", defaultValue = "HEAD", description = "Revision that crashes [HEAD].")
    private String bad = "HEAD";

    @Option(
            names = "--good",
            paramLabel = "REV",
            split = ",",
            description = "Revision that does not crash; repeatable. Skips looking for one among the releases.")
    private List<String> goods = new ArrayList<>();

    @Option(
            names = "--skip",
            paramLabel = "REV",
            split = ",",
            description = "Revision that cannot be tested, so that it is not tried; repeatable.")
    private List<String> skips = new ArrayList<>();

    @Option(
            names = "--continue-git",
            description =
                    "Take bad, good and skipped revisions, paths and --first-parent from the git bisect that is going on in"
                            + " the repository.")
    private boolean continueGit;

    @Option(
            names = "--git-state",
            description = "Keep the search in the repository too, so that git bisect can go on with it at any time.")
    private boolean gitState;

    @Option(names = "--repro", paramLabel = "FILE", description = "C program that provokes the crash.")
    private @Nullable Path reproducer;

    @Option(names = "--kconfig", paramLabel = "FILE", description = "Kernel configuration.")
    private @Nullable Path kconfig;

    @Option(
            names = {"-C", "--workdir"},
            paramLabel = "DIR",
            description = "Where everything goes [one per repository and bad revision in the user's cache].")
    private @Nullable Path workDirectory;

    @Option(names = "--fresh", description = "Begin anew where the work directory holds another bisection.")
    private boolean fresh;

    @Mixin
    private ChoiceOptions choice = new ChoiceOptions();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private MethodOptions method = new MethodOptions();

    @Mixin
    private ImageOptions image = new ImageOptions();

    @Mixin
    private CrashOptions crashes = new CrashOptions();

    @Mixin
    private TerminalOptions terminal = new TerminalOptions();

    @Override
    public Integer call() throws UsageException, InfraException, InterruptedException {
        if (file != null && !(spec.defaultValueProvider() instanceof SettingsFile)) {
            return withDefaultsFrom(file);
        }
        Path program = given(reproducer, "--repro");
        Settings.Source source = continueGit
                ? takenOver(given(repository, "--repo"), program)
                : new Settings.Source(
                        given(repository, "--repo"),
                        bad,
                        goods,
                        skips,
                        program,
                        new Settings.Choice(choice.level(), new Limits(choice.firstParent(), List.of())));
        Settings settings = new Settings(
                source,
                machine.kernels(given(kconfig, "--kconfig")),
                machine.guests(image.disk(), method),
                directory(),
                fresh,
                gitState,
                crashes.rules(method.method().dialect()),
                method.method());
        return Session.run(settings, terminal.terminal());
    }

    private Settings.Source takenOver(Path place, Path program)
            throws UsageException, InfraException, InterruptedException {
        if (gitState || !goods.isEmpty() || !skips.isEmpty() || choice.firstParent()) {
            throw new UsageException(
                    "--continue-git takes the revisions and the limits of the search from git and leaves its"
                            + " state alone: give it without --good, --skip, --first-parent and --git-state");
        }
        try (JGitHistory history = JGitHistory.open(place)) {
            BisectState.Marks marks = history.bisectState().marks();
            Settings.Choice chosen = new Settings.Choice(choice.level(), marks.limits());
            return new Settings.Source(place, marks.bad(), marks.goods(), marks.skips(), program, chosen);
        } catch (BadInputException e) {
            throw new UsageException(e);
        } catch (HistoryException e) {
            throw new InfraException(e);
        }
    }

    /** Parses the command line once more, now that the file is known whose values fill its gaps. */
    private int withDefaultsFrom(Path settings) throws UsageException, InfraException, InterruptedException {
        ParseResult first = spec.commandLine().getParseResult();
        List<String> all = first.originalArgs();
        return parsed(settings, all.subList(all.indexOf(spec.name()) + 1, all.size()))
                .call();
    }

    private static BisectCommand parsed(@Nullable Path settings, List<String> arguments) throws UsageException {
        BisectCommand command = new BisectCommand();
        CommandLine commandLine = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
        if (settings != null) {
            commandLine.setDefaultValueProvider(SettingsFile.read(settings, commandLine.getCommandSpec()));
        }
        commandLine.parseArgs(arguments.toArray(String[]::new));
        return command;
    }

    private static Path given(@Nullable Path value, String option) throws UsageException {
        if (value == null) {
            throw new UsageException(option + " is missing: give it on the command line or in the settings file"
                    + " (culprit bisect --help)");
        }
        return value;
    }

    /** The work directory of a bisection with these arguments, which may lack what is of no account for it. */
    static Path directory(@Nullable Path settings, List<String> arguments) throws UsageException {
        return parsed(settings, arguments).directory();
    }

    private Path directory() throws UsageException {
        if (workDirectory != null) {
            return workDirectory;
        }
        Path name = given(repository, "--repo").toAbsolutePath().normalize().getFileName();
        String safe = (name + "-" + bad).replaceAll("[^A-Za-z0-9._-]", "_");
        return CacheDirectory.path().resolve("bisect").resolve(safe);
    }
}
