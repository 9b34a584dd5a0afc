package culprit.driver;

import culprit.driver.investigation.Aim;
import culprit.driver.investigation.Investigation;
import culprit.driver.journal.Journal;
import culprit.driver.journal.Known;
import culprit.driver.journal.ResumingTester;
import culprit.driver.procedure.AddressedHistory;
import culprit.driver.procedure.Bisection;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.Plan;
import culprit.driver.procedure.Rules;
import culprit.driver.procedure.UsageException;
import culprit.git.BadInputException;
import culprit.git.BisectState;
import culprit.git.Checkout;
import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.git.JGitHistory;
import culprit.git.Limits;
import culprit.git.Reverts;
import culprit.report.Conclusion;
import culprit.report.EventSink;
import culprit.report.GitBisectLog;
import culprit.report.SyzbotLog;
import culprit.report.terminal.Progress;
import culprit.vm.Commands;
import culprit.vm.ConsoleDirectory;
import culprit.vm.GuestPool;
import culprit.vm.Initramfs;
import culprit.vm.MachineException;
import culprit.vm.QemuRunner;
import culprit.vm.Reproducer;
import culprit.vm.ReproducerException;
import culprit.vm.Runner;
import culprit.vm.build.KernelBuilder;
import culprit.vm.build.MakeBuilder;
import culprit.vm.ssh.SshRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sets up a bisection from the user's settings, runs it, and takes everything down again: what is opened last is closed
 * first, however it ends.
 */
public final class Session {
    /** What syzbot allows the script. */
    private static final Duration MAINTAINERS_LIMIT = Duration.ofMinutes(1);

    private final Settings settings;
    private final Terminal terminal;
    private final Clock clock = Clock.systemUTC();

    private Session(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    /**
     * Runs a bisection, or shows the log of this very one if the work directory holds it complete.
     *
     * @return the exit code, see {@link ExitCode}
     * @throws UsageException when the settings cannot work
     * @throws InfraException when this machine cannot go on
     */
    public static int run(Settings settings, Terminal terminal)
            throws UsageException, InfraException, InterruptedException {
        return new Session(settings, terminal).run();
    }

    private int run() throws UsageException, InfraException, InterruptedException {
        Path kconfig = settings.kernels().kconfig();
        if (!Files.isReadable(kconfig) || Files.isDirectory(kconfig)) {
            throw new UsageException(
                    "no kernel configuration that can be read at " + kconfig + ": give a .config with --kconfig");
        }
        try (JGitHistory history = openHistory()) {
            Plan plan = plan(history);
            Bisection.requireProspects(history, plan);
            if (settings.gitState()) {
                requireOwn(history.bisectState());
            }
            return begin(history, plan);
        } catch (BadInputException | ReproducerException e) {
            throw new UsageException(e);
        } catch (HistoryException | MachineException e) {
            throw new InfraException(e);
        }
    }

    private JGitHistory openHistory() throws BadInputException, HistoryException {
        Settings.Choice choice = settings.source().choice();
        return JGitHistory.open(settings.source().repository(), choice.level(), choice.limits());
    }

    /** The first that is written: a mistake in the settings or a broken repository leaves no work directory behind. */
    private int begin(JGitHistory history, Plan plan)
            throws UsageException, InfraException, InterruptedException, BadInputException, HistoryException,
                    MachineException, ReproducerException {
        try (WorkDirectory directory = openWorkDirectory();
                Commands commands = new Commands()) {
            Reproducer reproducer = Reproducer.compile(
                    commands, settings.kernels().compiler(), settings.source().reproducer(), directory.reproducer());
            Optional<Integer> earlier = directory.begin(Inputs.of(settings, plan), settings.fresh());
            return earlier.isPresent()
                    ? showAgain(directory, earlier.get())
                    : bisect(history, directory, commands, plan, reproducer);
        }
    }

    /** Diagnostics go there too. */
    private WorkDirectory openWorkDirectory() throws UsageException {
        WorkDirectory directory = WorkDirectory.open(settings.workDirectory());
        DebugLog.writeTo(directory.debugLog());
        return directory;
    }

    private Plan plan(JGitHistory history) throws BadInputException, HistoryException {
        Commit bad = history.resolve(settings.source().bad());
        List<Commit> goods = new ArrayList<>();
        for (String good : settings.source().goods()) {
            goods.add(history.resolve(good));
        }
        List<String> skips = new ArrayList<>();
        for (String skip : settings.source().skips()) {
            skips.add(history.resolve(skip).id());
        }
        return Plan.cause(clock.instant(), bad, goods).skipping(skips);
    }

    private int showAgain(WorkDirectory directory, int exitCode) throws InfraException {
        terminal.say("this bisection is done already; its log follows. Begin anew with --fresh.");
        try {
            terminal.log().write(Files.readAllBytes(directory.log()));
            return exitCode;
        } catch (IOException e) {
            throw new InfraException("cannot show " + directory.log() + ": " + e, e);
        }
    }

    private int bisect(
            JGitHistory history, WorkDirectory directory, Commands commands, Plan plan, Reproducer reproducer)
            throws UsageException, InfraException, InterruptedException, BadInputException, HistoryException,
                    MachineException {
        Hosting hosting = Hosting.find(settings.guests(), commands, terminal);
        KernelBuilder builder = new MakeBuilder(commands, directory.objects(), toolchain());
        Progress progress = progress(directory);
        Journal journal = Journal.open(directory.journal());
        Known known = known(journal);
        FirstTest first = new FirstTest();
        List<EventSink> sinks = new ArrayList<>(List.of(journal, first));
        sinks.addAll(outputs(history, directory, plan, progress));
        Fanout events = new Fanout(sinks);
        GuestNews news = new GuestNews(events);
        try (events;
                Ticker ticker = new Ticker(progress::tick);
                Reverts reverts = history.reverts(directory.reverts());
                Runner runner = runner(commands, directory, hosting, news);
                GuestPool guests = new GuestPool(runner, settings.guests().vms())) {
            ticker.start();
            directory.keepKconfig(settings.kernels().kconfig());
            Checkout checkout = reverts.checkout(directory.tree(), directory.treeState());
            VmTester.Bench bench =
                    new VmTester.Bench(directory, checkout, builder, builder.compiler(), reproducer, guests);
            VmTester real = new VmTester(bench, events, progress::phase, news, clock);
            History addressed = new AddressedHistory(history, maintainers(commands, directory)::of);
            Investigation.Sources sources = new Investigation.Sources(
                    addressed, new ResumingTester(known, real, events), new LiveFacts(real, reverts));
            Plan begun = plan.since(journal.begun().orElse(plan.started()));
            return finish(directory, decide(sources, events, begun), first);
        }
    }

    private Progress progress(WorkDirectory directory) {
        Progress.Settings shown = new Progress.Settings(
                terminal.mode(), terminal.columns(), settings.guests().runs(), directory.log());
        return new Progress(terminal.messages(), clock, shown);
    }

    /** What tells people and git. */
    private List<EventSink> outputs(JGitHistory history, WorkDirectory directory, Plan plan, Progress progress)
            throws BadInputException {
        Limits limits = settings.source().choice().limits();
        SyzbotLog log = new SyzbotLog(
                directory.log(), settings.method().policy().logText(), List.of(progress.above(terminal.log())));
        GitBisectLog gitLog = new GitBisectLog(directory.gitLog(), plan.titles(), limits.arguments());
        if (!settings.gitState()) {
            return List.of(log, gitLog, progress);
        }
        return List.of(log, gitLog, progress, new GitStateLog(history.bisectState(), directory.gitLog(), limits));
    }

    private Conclusion decide(Investigation.Sources sources, EventSink events, Plan plan)
            throws InfraException, InterruptedException {
        Settings.Method method = settings.method();
        Settings.Guests guests = settings.guests();
        Optional<Rules> rules = method.policy().rules(guests.runs());
        if (rules.isEmpty()) {
            Aim aim = new Aim(method.confidence(), guests.vms(), method.title(), method.verify());
            return new Investigation(sources, events, plan, aim).run();
        }
        Rules chosen = guests.earlyStop() ? rules.get().stoppingEarly() : rules.get();
        return new Bisection(sources.history(), sources.tester(), events, plan, chosen).run();
    }

    /** A person's bisection is not replaced; one of ours is told again from its beginning. */
    private void requireOwn(BisectState state) throws UsageException, HistoryException {
        Optional<Path> obstacle =
                state.obstacle(Layout.of(settings.workDirectory()).gitLog());
        if (obstacle.isPresent()) {
            throw new UsageException("the repository holds " + obstacle.get()
                    + " of a git bisect that is going on, or was left so: end it"
                    + " with git bisect reset, take it over with --continue-git, or leave out --git-state");
        }
        Optional<Path> lock = state.lock();
        if (lock.isPresent()) {
            throw new UsageException("another git seems to be at work in the repository, for there is " + lock.get()
                    + ": wait for it, delete the file if there is none, or leave out --git-state");
        }
    }

    private Maintainers maintainers(Commands commands, WorkDirectory directory) {
        Maintainers.Places places =
                new Maintainers.Places(settings.source().repository(), directory.tree(), directory.root());
        return new Maintainers(commands, places, MAINTAINERS_LIMIT, terminal::warn);
    }

    private int finish(WorkDirectory directory, Conclusion conclusion, FirstTest first) throws InfraException {
        int exitCode = ExitCode.of(conclusion);
        directory.finish(exitCode);
        if (exitCode == ExitCode.NOT_REPRODUCED) {
            terminal.warn(first.inWords(directory.consoles()));
        }
        return exitCode;
    }

    /** Tells the user, too, that the bisection continues. */
    private Known known(Journal journal) {
        Known known = new Known(journal.loaded());
        if (journal.begun().isPresent()) {
            terminal.say("continuing: " + known.inWords());
        }
        return known;
    }

    private MakeBuilder.Toolchain toolchain() {
        Settings.Kernels kernels = settings.kernels();
        return new MakeBuilder.Toolchain(kernels.compiler(), kernels.jobs(), kernels.limit());
    }

    private Runner runner(Commands commands, WorkDirectory directory, Hosting hosting, Consumer<String> news)
            throws MachineException, InterruptedException {
        Settings.Guests guests = settings.guests();
        ConsoleDirectory consoles = new ConsoleDirectory(directory.consoles(), guests.consoleLimit(), terminal::warn);
        Settings.Way way = guests.way();
        if (guests.disk().isPresent()) {
            SshRunner.Guest guest =
                    new SshRunner.Guest(hosting.machine(), guests.disk().get(), hosting.limits(), way.execution());
            return new SshRunner(commands, guest, consoles, settings.crashes());
        }
        Initramfs.UserSpace userSpace =
                Initramfs.UserSpace.make(commands, settings.kernels().compiler(), directory.userSpace());
        QemuRunner.Guest guest = new QemuRunner.Guest(
                hosting.machine(), way.machine(), userSpace, hosting.limits(), way.execution(), way.snapshots());
        return new QemuRunner(commands, guest, consoles, settings.crashes(), news);
    }
}
