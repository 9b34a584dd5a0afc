package culprit.vm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of guests that make the runs of one kernel side by side. Used by one thread. */
public final class GuestPool implements AutoCloseable {
    private final Runner runner;
    private final ExecutorService guests;

    /** Hears of the runs while they happen. */
    public interface Listener {
        /** A guest is about to start; called on the guests' threads, possibly several at once. */
        void started(int run);

        /** One more run is over, in the order in which they end; called on the thread that waits for all. */
        void finished(RunOutcome outcome) throws InterruptedException;
    }

    /** A pool of so many guests at a time, at least 1. */
    public GuestPool(Runner runner, int size) {
        this.runner = runner;
        AtomicInteger number = new AtomicInteger();
        this.guests = Executors.newFixedThreadPool(size, task -> new Thread(task, "vm-" + number.getAndIncrement()));
    }

    /**
     * Makes the runs with these numbers and waits for all of them.
     *
     * @return the outcomes in the order of their numbers
     * @throws MachineException when one of them found this machine unfit; the others are stopped
     */
    public List<RunOutcome> run(Kernel kernel, Reproducer reproducer, List<Integer> runs, Listener listener)
            throws MachineException, InterruptedException {
        CompletionService<RunOutcome> results = new ExecutorCompletionService<>(guests);
        List<Future<RunOutcome>> started = new ArrayList<>();
        List<RunOutcome> outcomes = new ArrayList<>();
        try {
            for (int run : runs) {
                started.add(results.submit(() -> {
                    listener.started(run);
                    return runner.run(kernel, reproducer, run);
                }));
            }
            for (int done = 0; done < runs.size(); done++) {
                RunOutcome outcome = results.take().get();
                outcomes.add(outcome);
                listener.finished(outcome);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MachineException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a run failed in an unforeseen way", e.getCause());
        } finally {
            started.forEach(future -> future.cancel(true));
        }
        outcomes.sort(Comparator.comparingInt(RunOutcome::run));
        return List.copyOf(outcomes);
    }

    /** Stops the guests that still run, and waits until they are gone. */
    @Override
    public void close() {
        guests.shutdownNow();
        try {
            if (!guests.awaitTermination(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("guests did not stop within 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
