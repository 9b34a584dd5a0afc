package culprit.driver.cli;

import culprit.driver.ExitCode;
import culprit.driver.Glance;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.UsageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culprit status}: says where a bisection stands. */
@Command(
        name = "status",
        description = "Say where a bisection stands, also while another process is at work on it.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "Exit: 0 told, 2 usage: no bisection there, 5 its files cannot be read."})
final class StatusCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SETTINGS.toml", description = "The settings file of the bisection.")
    private @Nullable Path file;

    @Mixin
    private DirectoryOptions directory = new DirectoryOptions();

    @Option(names = "--json", description = "One JSON object in one line.")
    private boolean json;

    @Override
    public Integer call() throws UsageException, InfraException {
        Glance glance = Glance.at(directory.directory(file));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(StatusJson.of(glance) + "\n");
        } else {
            out.print(glance.directory() + ": " + state(glance) + "\n");
            glance.standing()
                    .lines(Clock.systemUTC().instant(), glance.runs(), glance.log())
                    .forEach(line -> out.print(line + "\n"));
        }
        out.flush();
        return ExitCode.CULPRIT;
    }

    private static String state(Glance glance) {
        if (glance.atWork()) {
            return "at work";
        }
        return glance.standing().end().isPresent()
                ? "done"
                : "interrupted; culprit bisect, called as before, continues";
    }
}
