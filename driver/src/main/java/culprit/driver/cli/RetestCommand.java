package culprit.driver.cli;

import culprit.driver.ExitCode;
import culprit.driver.Retest;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.UsageException;
import culprit.report.terminal.Wording;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culprit retest}: forgets what a bisection knows about a revision. */
@Command(
        name = "retest",
        description = "Forget what a bisection found out about one revision, and what it concluded from that.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The next culprit bisect builds and tests the revision anew; what other revisions gave is used again.",
            "Exit: 0 forgotten, 2 usage: no bisection there, it is at work, or no such revision."
        })
final class RetestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "REV",
            description = "A revision that was tested: its id or the beginning of it.")
    private String revision = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SETTINGS.toml",
            description = "The settings file of the bisection.")
    private @Nullable Path file;

    @Mixin
    private DirectoryOptions directory = new DirectoryOptions();

    @Override
    public Integer call() throws UsageException, InfraException {
        Retest.Forgotten forgotten = Retest.forget(directory.directory(file), revision);
        PrintWriter out = spec.commandLine().getOut();
        out.print("forgot " + forgotten.commit() + " " + Wording.raw(forgotten.title())
                + ": its build, " + Wording.counted(forgotten.runs(), "run") + ", and what followed from them\n"
                + "what " + Wording.counted(forgotten.others(), "other revision")
                + " gave is kept; culprit bisect goes on from"
                + " there\n");
        out.flush();
        return ExitCode.CULPRIT;
    }
}
