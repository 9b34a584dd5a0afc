package culprit.driver.cli;

import culprit.driver.ExitCode;
import culprit.driver.Terminal;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.UsageException;
import culprit.driver.replay.Replay;
import culprit.driver.replay.ReplayResult;
import culprit.git.BadInputException;
import culprit.git.HistoryException;
import culprit.git.JGitHistory;
import culprit.report.Era;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culprit replay}: runs the procedure over what recorded logs say, and compares. */
@Command(
        name = "replay",
        description = "Replay recorded logs: the same evidence, our decisions, and where they differ.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit: 0 all identical, 4 some log diverges, 2 some file cannot be read as a log (and none diverges)."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final String AUTO = "auto";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "LOG", description = "Recorded logs of syzbot or of Culprit.")
    private List<Path> logs = List.of();

    @Option(
            names = "--rules",
            paramLabel = "RULES",
            defaultValue = AUTO,
            description = "Decide by the rules of a day (2020-03-01), of today, or of syzbot-2020 [those of the log].")
    private String rules = AUTO;

    @Option(
            names = "--era",
            paramLabel = "DAY",
            defaultValue = AUTO,
            description = "Write our log in the form of that day (2020-03-01) [that of the log].")
    private String era = AUTO;

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "Work tree of Linux: let it, not the record, say which commit is tested next.")
    private @Nullable Path repository;

    @Option(names = "--write", paramLabel = "DIR", description = "Write our logs there; - is standard output.")
    private @Nullable Path directory;

    @Option(names = "--json", description = "Print one JSON object per log.")
    private boolean json;

    private final Terminal terminal;
    private final Set<Path> written = new HashSet<>();

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException, InfraException, InterruptedException {
        if (repository == null) {
            return replay(Optional.empty());
        }
        try (JGitHistory history = JGitHistory.open(repository)) {
            return replay(Optional.of(history));
        } catch (BadInputException e) {
            throw new UsageException(e);
        } catch (HistoryException e) {
            throw new InfraException(e);
        }
    }

    private int replay(Optional<JGitHistory> history) throws UsageException, InterruptedException {
        Replay replay = new Replay(form(), given(rules), history);
        ReplayReport report = new ReplayReport(out(), json);
        for (Path log : logs) {
            ByteArrayOutputStream ours = new ByteArrayOutputStream();
            report.add(replay.of(log, ours));
            write(log, ours);
        }
        report.finish();
        if (report.count(ReplayResult.Kind.DIVERGES) > 0) {
            return ExitCode.INCONCLUSIVE;
        }
        return report.count(ReplayResult.Kind.UNREADABLE) > 0 ? ExitCode.USAGE : ExitCode.CULPRIT;
    }

    /** Where our logs go to standard output, the results give way. */
    private PrintWriter out() {
        return isStandardOutput()
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
    }

    private boolean isStandardOutput() {
        return directory != null && directory.toString().equals("-");
    }

    private void write(Path log, ByteArrayOutputStream ours) throws UsageException {
        if (directory == null || ours.size() == 0) {
            return;
        }
        Path target = directory.resolve(log.getFileName());
        try {
            if (isStandardOutput()) {
                ours.writeTo(terminal.log());
                return;
            }
            Files.createDirectories(directory);
            if (Files.exists(target) && Files.isSameFile(log, target)) {
                throw new UsageException(
                        "--write would overwrite the recorded log " + log + ": name a directory that does not hold it");
            }
            if (!written.add(target)) {
                throw new UsageException("two logs are called " + log.getFileName()
                        + ", and --write names ours like them: replay them one after the other");
            }
            Files.write(target, ours.toByteArray());
        } catch (IOException e) {
            throw new UsageException("cannot write " + target + ": " + e + "; see --write", e);
        }
    }

    private Optional<Era> form() throws UsageException {
        Optional<String> day = given(era);
        Optional<Era> form = day.flatMap(Era::parse);
        if (day.isPresent() && form.isEmpty()) {
            throw new UsageException("--era: \"" + era + "\" is no day: say auto, or a day such as 2020-03-01");
        }
        return form;
    }

    private static Optional<String> given(String value) {
        return value.equals(AUTO) ? Optional.empty() : Optional.of(value);
    }
}
