package culprit.driver.cli;

import culprit.driver.DebugLog;
import culprit.driver.ExitCode;
import culprit.driver.Interruption;
import culprit.driver.Terminal;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.UsageException;
import culprit.report.terminal.Progress.Mode;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program: its commands, and what its failures look like to the user. */
@Command(
        name = "culprit",
        description = "Finds the commit that broke the Linux kernel.",
        mixinStandardHelpOptions = true,
        versionProvider = Culprit.Version.class)
public final class Culprit implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Culprit() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.standard(Mode.PLAIN, 0);
        Interruption interruption = Interruption.ofThisThread();
        int exitCode = ExitCode.INTERNAL;
        try {
            String command = arguments.length == 0 ? "" : arguments[0];
            exitCode = commandLine(terminal, System.in, command).execute(arguments);
        } finally {
            interruption.unwound();
        }
        System.exit(exitCode);
    }

    /** Without a command there is nothing to do but to show what there is. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** The command line with all its commands; errors are shown on the terminal. */
    static CommandLine commandLine(Terminal terminal) {
        return commandLine(terminal, System.in);
    }

    /** The same, with another standard input. */
    static CommandLine commandLine(Terminal terminal, InputStream input) {
        return commandLine(terminal, input, "");
    }

    /**
     * The command line with one command only, if there is one of that name: looking at all their options takes longer
     * than many an answer.
     */
    static CommandLine commandLine(Terminal terminal, InputStream input, String wanted) {
        Map<String, Supplier<Callable<Integer>>> commands = commands(terminal, input);
        CommandLine commandLine = new CommandLine(new Culprit());
        commands.forEach((name, command) -> {
            if (name.equals(wanted) || !commands.containsKey(wanted)) {
                commandLine.addSubcommand(name, command.get());
            }
        });
        return commandLine
                .setOut(new PrintWriter(terminal.log(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.messages(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, terminal))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static Map<String, Supplier<Callable<Integer>>> commands(Terminal terminal, InputStream input) {
        Map<String, Supplier<Callable<Integer>>> commands = new LinkedHashMap<>();
        commands.put("bisect", BisectCommand::new);
        commands.put("status", StatusCommand::new);
        commands.put("retest", RetestCommand::new);
        commands.put("doctor", DoctorCommand::new);
        commands.put("demo", DemoCommand::new);
        commands.put("replay", () -> new ReplayCommand(terminal));
        commands.put("audit", AuditCommand::new);
        commands.put("next", () -> new NextCommand(terminal, input));
        commands.put("simulate", SimulateCommand::new);
        commands.put("crash", () -> new CrashCommand(terminal, input));
        return commands;
    }

    private static int report(Exception failure, Terminal terminal) {
        // An interrupt also closes files under the hands of those who read or write them: such a failure only follows.
        if (failure instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
            boolean atWork = DebugLog.file().isPresent();
            terminal.warn(atWork ? "interrupted; the same command goes on from here" : "interrupted");
            return ExitCode.INTERRUPTED;
        }
        if (failure instanceof UsageException) {
            terminal.warn(String.valueOf(failure.getMessage()));
            return ExitCode.USAGE;
        }
        if (failure instanceof InfraException || failure instanceof UncheckedIOException) {
            terminal.warn(String.valueOf(failure.getMessage()));
            return ExitCode.UNFIT;
        }
        Optional<Path> debugLog = DebugLog.file();
        if (debugLog.isEmpty()) {
            failure.printStackTrace(terminal.messages());
        } else {
            LoggerFactory.getLogger(Culprit.class).error("unforeseen failure", failure);
        }
        terminal.warn("a defect of this program: " + failure
                + debugLog.map(file -> "; details in " + file).orElse(""));
        return ExitCode.INTERNAL;
    }

    /** The version that the jar's manifest names. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Culprit.class.getPackage().getImplementationVersion();
            return new String[] {"culprit " + (version == null ? "(not packaged)" : version)};
        }
    }
}
