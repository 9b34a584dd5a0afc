package culprit.driver;

import culprit.driver.investigation.Facts;
import culprit.driver.procedure.Build;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.TestRequest;
import culprit.driver.procedure.TestResult;
import culprit.driver.procedure.Tester;
import culprit.git.Checkout;
import culprit.git.Commit;
import culprit.git.HistoryException;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.Run;
import culprit.vm.GuestPool;
import culprit.vm.Kernel;
import culprit.vm.MachineException;
import culprit.vm.Reproducer;
import culprit.vm.RunOutcome;
import culprit.vm.build.BuildRequest;
import culprit.vm.build.BuildResult;
import culprit.vm.build.Compiled;
import culprit.vm.build.KernelBuilder;
import culprit.vm.symbols.Functions;
import culprit.vm.symbols.Symboliser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tests commits for real: checks them out, builds their kernels, boots guests, tells what happens as it happens. */
public final class VmTester implements Tester {
    private static final Logger LOG = LoggerFactory.getLogger(VmTester.class);

    /** A reproducer that ends so soon has hardly done anything. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Bench bench;
    private final EventSink events;
    private final Consumer<String> phases;
    private final GuestNews news;
    private final InstantSource clock;

    /**
     * The tools of a test.
     *
     * @param compiler as it introduces itself
     * @param checkout brings commits into {@code directory.tree()}
     */
    public record Bench(
            WorkDirectory directory,
            Checkout checkout,
            KernelBuilder builder,
            String compiler,
            Reproducer reproducer,
            GuestPool guests) {}

    /** A tester that tells its events, and what it does besides to {@code phases}; {@code news} learns whose guests run. */
    VmTester(Bench bench, EventSink events, Consumer<String> phases, GuestNews news, InstantSource clock) {
        this.bench = bench;
        this.events = events;
        this.phases = phases;
        this.news = news;
        this.clock = clock;
    }

    @Override
    public TestResult test(TestRequest request) throws InfraException, InterruptedException {
        Commit commit = request.commit();
        BuildRequest kept = bench.directory().buildOf(commit.id());
        Build build = request.build().isPresent() ? keep(request.build().get(), commit) : build(commit);
        if (!build.succeeded()) {
            return new TestResult(build, List.of(), Duration.ZERO, clock.instant());
        }
        Instant begin = clock.instant();
        List<Run> runs = run(request, bench.builder().kernel(kept, build.signature()));
        Instant end = clock.instant();
        return new TestResult(build, runs, Duration.between(begin, end), end);
    }

    @Override
    public Build build(Commit commit) throws InfraException, InterruptedException {
        checkOut(commit);
        try {
            events.accept(new Event.TestStarted(clock.instant(), commit.id(), commit.title(), bench.compiler()));
            BuildResult result = bench.builder().build(bench.directory().buildOf(commit.id()));
            Build build = Translation.build(result);
            events.accept(
                    build.succeeded()
                            ? new Event.KernelBuilt(commit.id(), build.signature(), build.elapsed())
                            : new Event.BuildFailed(commit.id(), build.error(), build.elapsed(), result.output()));
            return build;
        } catch (MachineException e) {
            throw new InfraException(e);
        }
    }

    private void checkOut(Commit commit) throws InfraException, InterruptedException {
        try {
            phases.accept("checking out " + commit.id().substring(0, 12));
            bench.checkout().to(commit.id());
        } catch (HistoryException e) {
            throw new InfraException(e);
        }
    }

    /** Makes the object files those of this commit. */
    private BuildRequest objectsOf(Commit commit) throws InfraException, MachineException, InterruptedException {
        BuildRequest kept = bench.directory().buildOf(commit.id());
        if (vmlinux(kept).isEmpty()) {
            checkOut(commit);
            phases.accept("building " + commit.id().substring(0, 12) + " again, to see what it is made of");
            bench.builder().build(kept);
        }
        return kept;
    }

    /** That of a kernel; nothing if the object files are another one's. */
    private Optional<Path> vmlinux(BuildRequest kept) {
        return bench.builder().kernel(kept, "").vmlinux();
    }

    /** See {@link Facts#compiled}. */
    Optional<Set<String>> compiled(Commit commit, List<String> files) throws InfraException, InterruptedException {
        try {
            Map<String, Compiled> compiled = bench.builder().compiled(objectsOf(commit), files);
            Set<String> parts = compiled.keySet().stream()
                    .filter(file -> compiled.get(file) == Compiled.YES)
                    .collect(Collectors.toCollection(TreeSet::new));
            return parts.isEmpty() && compiled.containsValue(Compiled.UNKNOWN) ? Optional.empty() : Optional.of(parts);
        } catch (MachineException e) {
            throw new InfraException(e);
        }
    }

    /** See {@link Facts#hasFunction}. */
    Optional<Boolean> hasFunction(Commit commit, String function) throws InfraException, InterruptedException {
        try {
            Optional<Path> vmlinux = vmlinux(objectsOf(commit));
            return vmlinux.isEmpty()
                    ? Optional.empty()
                    : Translation.presence(Functions.of(vmlinux.get()).presence(function));
        } catch (MachineException e) {
            throw new InfraException(e);
        } catch (IOException e) {
            LOG.warn("no functions of {}", commit.id(), e);
            return Optional.empty();
        }
    }

    /** The numbers of those that the source of a commit has; none if that is not known. */
    private Set<Integer> systemCalls(String commit) {
        try {
            return bench.builder().systemCalls(bench.directory().buildOf(commit));
        } catch (MachineException e) {
            LOG.warn("no system calls of {}", commit, e);
            return Set.of();
        }
    }

    /** The kernel of an earlier process, of which has been told; if it is gone, the same one is built anew. */
    private Build keep(Build before, Commit commit) throws InfraException, InterruptedException {
        BuildRequest kept = bench.directory().buildOf(commit.id());
        if (Files.exists(kept.image())) {
            return before;
        }
        checkOut(commit);
        try {
            phases.accept("building " + commit.id().substring(0, 12) + " again, because " + kept.image() + " is gone");
            Build again = Translation.build(bench.builder().build(kept));
            if (!again.signature().equals(before.signature())) {
                throw new InfraException(
                        "the kernel " + kept.image() + " is gone, and a new build of the same commit is"
                                + " another kernel; has the compiler changed? Forget what is known about it: culprit retest "
                                + commit.id());
            }
            return before;
        } catch (MachineException e) {
            throw new InfraException(e);
        }
    }

    /** The runs that are known and those that are missing, as far as they are needed, in the order of their numbers. */
    private List<Run> run(TestRequest request, Kernel kernel) throws InfraException, InterruptedException {
        Set<Integer> done = request.done().stream().map(Run::number).collect(Collectors.toSet());
        List<Integer> missing = IntStream.range(0, request.runs())
                .filter(run -> !done.contains(run))
                .boxed()
                .toList();
        String commit = request.commit().id();
        news.of(commit);
        try (Symboliser symboliser =
                bench.builder().symboliser(bench.directory().buildOf(commit))) {
            Live live = new Live(request, symboliser);
            List<RunOutcome> outcomes = bench.guests().run(kernel, bench.reproducer(), missing, live);
            requireGuests(outcomes, done.isEmpty());
            tellIfNoneGotAnywhere(outcomes);
            return live.runs.stream()
                    .sorted(Comparator.comparingInt(Run::number))
                    .toList();
        } catch (MachineException e) {
            throw new InfraException(e);
        }
    }

    /** Where not one guest could be run, the next commit fares no better: going on would skip them all. */
    private static void requireGuests(List<RunOutcome> outcomes, boolean first) throws MachineException {
        if (first && outcomes.stream().allMatch(outcome -> outcome.kind() == RunOutcome.Kind.INFRA)) {
            throw new MachineException(
                    "this machine runs no guest: " + outcomes.get(0).title() + "; see --memory, --cpus and --qemu");
        }
    }

    /**
     * A reproducer that always ends with an error within a moment may lack something in this kernel. It may also do so
     * just because the bug is not there: so the runs stay {@code OK}, and a person has to look.
     */
    private void tellIfNoneGotAnywhere(List<RunOutcome> outcomes) {
        if (!outcomes.isEmpty() && outcomes.stream().allMatch(VmTester::failedAtOnce)) {
            news.accept("in " + (outcomes.size() == 1 ? "the only run" : "all " + outcomes.size() + " runs")
                    + " the reproducer ended at once with an error: it may lack something in this kernel");
        }
    }

    private static boolean failedAtOnce(RunOutcome outcome) {
        return outcome.kind() == RunOutcome.Kind.OK
                && outcome.details().status().orElse(0) != 0
                && outcome.details().course().ran().compareTo(AT_ONCE) < 0;
    }

    /** Tells of the runs of a commit as they happen, and remembers all that are known. */
    private final class Live implements GuestPool.Listener {
        private final TestRequest request;
        private final String commit;
        private final Symboliser symboliser;
        private final List<Run> runs;
        private boolean toldOfStatus;
        private boolean toldOfCalls;

        private Live(TestRequest request, Symboliser symboliser) {
            this.request = request;
            this.commit = request.commit().id();
            this.symboliser = symboliser;
            this.runs = new ArrayList<>(request.done());
        }

        @Override
        public void started(int run) {
            events.accept(new Event.RunStarted(commit, run));
        }

        @Override
        public void finished(RunOutcome outcome) throws InterruptedException {
            List<String> missing = outcome.details().missing().stream()
                    .map(bench.reproducer()::nameOf)
                    .toList();
            Run run = Translation.run(outcome, missing, symboliser);
            runs.add(run);
            tellIfItFailed(outcome);
            tellIfItLacks(outcome);
            events.accept(new Event.RunFinished(clock.instant(), commit, run));
        }

        @Override
        public boolean isEnough() {
            return request.isAnsweredBy(runs);
        }

        /**
         * Without a system call the reproducer does not get to a bug behind it, and its runs are clean for that reason: rightly
         * where Linux did not have the call yet, but not where the configuration leaves it out.
         */
        private void tellIfItLacks(RunOutcome outcome) {
            if (!outcome.details().missing().isEmpty() && !toldOfCalls) {
                toldOfCalls = true;
                Set<Integer> inSource = systemCalls(commit);
                news.accept("this kernel lacks system calls that the reproducer made in run " + outcome.run() + ": "
                        + outcome.details().missing().stream()
                                .map(call -> bench.reproducer().nameOf(call) + reason(call, inSource))
                                .collect(Collectors.joining(", ")));
            }
        }

        private String reason(int call, Set<Integer> inSource) {
            if (inSource.isEmpty()) {
                return "";
            }
            return inSource.contains(call) ? " (its configuration leaves it out)" : " (its source does not have it)";
        }

        /** A reproducer that ends with an error may not have got as far as the bug: no crash, but the user wants to know. */
        private void tellIfItFailed(RunOutcome outcome) {
            int status = outcome.details().status().orElse(0);
            if (outcome.kind() == RunOutcome.Kind.OK && status != 0 && !toldOfStatus) {
                toldOfStatus = true;
                boolean spoke = !outcome.details().output().isEmpty();
                news.accept("the reproducer ended with status " + status + " in run " + outcome.run()
                        + (spoke ? ": what it printed is beside " + outcome.console() : ""));
            }
        }
    }
}
