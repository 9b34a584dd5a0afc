package culprit.driver.cli;

import culprit.driver.ExitCode;
import culprit.driver.audit.Audit;
import culprit.driver.audit.AuditResult;
import culprit.driver.audit.AuditResult.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culprit audit}: how far recorded bisections can be believed. */
@Command(
        name = "audit",
        description = "Say how far the results of recorded bisections can be believed, and why, from their logs alone.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "Exit: 0 all logs are audited, whatever the verdicts; 2 some file is no log of a bisection."})
final class AuditCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "LOG", description = "Recorded logs of syzbot or of Culprit.")
    private List<Path> logs = List.of();

    @Option(names = "--json", description = "Print one JSON object per log.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int exitCode = ExitCode.CULPRIT;
        for (Path log : logs) {
            AuditResult result = Audit.of(log);
            out.print(json ? AuditJson.of(result) + "\n" : AuditText.of(result));
            out.flush();
            if (result.verdict() == Verdict.UNREADABLE) {
                exitCode = ExitCode.USAGE;
            }
        }
        return exitCode;
    }
}
