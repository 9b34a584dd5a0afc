package culprit.vm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
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

        /**
         * Whether the runs that have finished are all that is wanted; asked after each. The others are stopped then, and
         * nothing is told of them.
         */
        default boolean isEnough() {
            return false;
        }
    }

    /** A pool of so many guests at a time, at least 1. */
    public GuestPool(Runner runner, int size) {
        this.runner = runner;
        AtomicInteger number = new AtomicInteger();
        this.guests = Executors.newFixedThreadPool(size, task -> new Thread(task, "vm-" + number.getAndIncrement()));
    }

    /**
     * Makes the runs with these numbers, and returns when all are over or the listener has enough. No guest of theirs is
     * left then, and the listener hears nothing more.
     *
     * @return the outcomes in the order of their numbers; without the runs that were stopped or never begun
     * @throws MachineException when one of them found this machine unfit; the others are stopped
     */
    public List<RunOutcome> run(Kernel kernel, Reproducer reproducer, List<Integer> runs, Listener listener)
            throws MachineException, InterruptedException {
        CompletionService<RunOutcome> results = new ExecutorCompletionService<>(guests);
        List<Future<RunOutcome>> submitted = new ArrayList<>();
        List<RunOutcome> outcomes = new ArrayList<>();
        Presence presence = new Presence();
        try {
            for (int run : runs) {
                submitted.add(results.submit(() -> presence.during(() -> {
                    listener.started(run);
                    return runner.run(kernel, reproducer, run);
                })));
            }
            while (outcomes.size() < runs.size() && (outcomes.isEmpty() || !listener.isEnough())) {
                RunOutcome outcome = results.take().get();
                outcomes.add(outcome);
                listener.finished(outcome);
            }
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            presence.end(() -> submitted.forEach(future -> future.cancel(true)));
        }
        outcomes.sort(Comparator.comparingInt(RunOutcome::run));
        return List.copyOf(outcomes);
    }

    private static MachineException cause(ExecutionException failure) {
        if (failure.getCause() instanceof MachineException cause) {
            return cause;
        }
        if (failure.getCause() instanceof RuntimeException cause) {
            throw cause;
        }
        throw new IllegalStateException("a run failed in an unforeseen way", failure.getCause());
    }

    /** Counts the runs that are going on, because a future that is cancelled does not say when its thread is through. */
    private static final class Presence {
        private int present;
        private boolean over;

        RunOutcome during(Callable<RunOutcome> run) throws Exception {
            enter();
            try {
                return run.call();
            } finally {
                leave();
            }
        }

        private synchronized void enter() {
            if (over) {
                throw new CancellationException();
            }
            present++;
        }

        private synchronized void leave() {
            present--;
            notifyAll();
        }

        /** From here on no run begins; returns when those that are going on, which {@code stop} stops, are over. */
        void end(Runnable stop) {
            synchronized (this) {
                over = true;
            }
            stop.run();
            boolean interrupted = false;
            synchronized (this) {
                while (present > 0) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        interrupted = true; // What was stopped ends at once: finish the wait, then pass it on.
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
