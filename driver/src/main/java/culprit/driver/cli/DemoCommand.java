package culprit.driver.cli;

import culprit.driver.CacheDirectory;
import culprit.driver.Session;
import culprit.driver.Settings;
import culprit.driver.Terminal;
import culprit.driver.demo.Demo;
import culprit.driver.demo.Situation;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code culprit demo}: the main job on a real kernel, from nothing. */
@Command(
        name = "demo",
        description = "Bisect a real kernel crash, from the distribution's kernel source to the culprit.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A second demo reuses the repository that the first one made. If its bisection is complete, its log is"
                    + " shown; --fresh bisects anew.",
            "Exit codes are those of culprit bisect."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = {"-C", "--workdir"},
            paramLabel = "DIR",
            description = "Where everything goes [demo in the user's cache of culprit].")
    private Path workDirectory = CacheDirectory.path().resolve("demo");

    @Option(
            names = "--hard",
            description = "Have a reproducer that crashes in three runs of ten, and another bug in its way.")
    private boolean hard;

    @Option(names = "--fresh", description = "Bisect anew; repository and object files are kept.")
    private boolean fresh;

    @Option(
            names = "--source",
            paramLabel = "FILE",
            description = "Kernel source, a .tar.xz [the distribution's package in /usr/src].")
    private Path source = Demo.PACKAGED;

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private MethodOptions method = new MethodOptions();

    @Mixin
    private TerminalOptions options = new TerminalOptions();

    @Override
    public Integer call() throws UsageException, InfraException, InterruptedException {
        Terminal terminal = options.terminal();
        Demo demo = new Demo(workDirectory.toAbsolutePath(), hard ? Situation.HARD : Situation.PLAIN)
                .prepare(source, terminal::say);
        Settings settings = new Settings(
                new Settings.Source(demo.repository(), "master", List.of(), demo.reproducer()),
                machine.kernels(demo.kconfig()),
                machine.guests(Optional.empty(), method),
                demo.bisection(),
                fresh,
                method.method());
        terminal.say("the demo runs: culprit bisect --repo " + demo.repository() + " --bad master --repro "
                + demo.reproducer() + " --kconfig " + demo.kconfig() + " --workdir " + demo.bisection());
        int exitCode = Session.run(settings, terminal);
        terminal.say("repository: " + demo.repository() + "; log, consoles and kernels: " + demo.bisection());
        return exitCode;
    }
}
