package culprit.driver;

import culprit.git.Checkout;
import culprit.git.Commit;
import culprit.git.HistoryException;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.vm.GuestPool;
import culprit.vm.Kernel;
import culprit.vm.MachineException;
import culprit.vm.Reproducer;
import culprit.vm.RunOutcome;
import culprit.vm.build.BuildResult;
import culprit.vm.build.KernelBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Tests commits for real: checks them out, builds their kernels, boots guests, tells what happens as it happens. */
public final class VmTester implements Tester {
    private final Bench bench;
    private final EventSink events;
    private final Consumer<String> phases;
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

    /** A tester that tells its events, and what it does besides to {@code phases}. */
    public VmTester(Bench bench, EventSink events, Consumer<String> phases, InstantSource clock) {
        this.bench = bench;
        this.events = events;
        this.phases = phases;
        this.clock = clock;
    }

    @Override
    public TestResult test(TestRequest request) throws InfraException, InterruptedException {
        Commit commit = request.commit();
        BuildResult build = build(commit);
        if (build.kernel().isEmpty()) {
            return new TestResult(build, List.of(), Duration.ZERO, clock.instant());
        }
        Instant begin = clock.instant();
        List<RunOutcome> outcomes = run(commit, build.kernel().get(), request.runs());
        Instant end = clock.instant();
        return new TestResult(build, outcomes, Duration.between(begin, end), end);
    }

    @Override
    public BuildResult build(Commit commit) throws InfraException, InterruptedException {
        try {
            phases.accept("checking out " + commit.id().substring(0, 12));
            bench.checkout().to(commit.id());
            events.accept(new Event.TestStarted(clock.instant(), commit.id(), commit.title(), bench.compiler()));
            BuildResult result = bench.builder().build(bench.directory().buildOf(commit.id()));
            events.accept(
                    result.kernel().isPresent()
                            ? new Event.KernelBuilt(
                                    commit.id(), result.kernel().get().signature(), result.elapsed())
                            : new Event.BuildFailed(commit.id(), result.error(), result.elapsed(), result.output()));
            return result;
        } catch (MachineException | HistoryException e) {
            throw new InfraException(e);
        }
    }

    private List<RunOutcome> run(Commit commit, Kernel kernel, int runs) throws InfraException, InterruptedException {
        try {
            List<RunOutcome> outcomes = bench.guests().run(kernel, bench.reproducer(), runs, new Live(commit.id()));
            requireGuests(outcomes);
            return outcomes;
        } catch (MachineException e) {
            throw new InfraException(e);
        }
    }

    /** Where not one guest could be run, the next commit fares no better: going on would skip them all. */
    private static void requireGuests(List<RunOutcome> outcomes) throws MachineException {
        if (outcomes.stream().allMatch(outcome -> outcome.kind() == RunOutcome.Kind.INFRA)) {
            throw new MachineException(
                    "this machine runs no guest: " + outcomes.get(0).title() + "; see --memory, --cpus and --qemu");
        }
    }

    /** Tells of the runs of a commit as they happen. */
    private final class Live implements GuestPool.Listener {
        private final String commit;

        private Live(String commit) {
            this.commit = commit;
        }

        @Override
        public void started(int run) {
            events.accept(new Event.RunStarted(commit, run));
        }

        @Override
        public void finished(RunOutcome outcome) {
            events.accept(new Event.RunFinished(commit, Translation.run(outcome)));
        }
    }
}
