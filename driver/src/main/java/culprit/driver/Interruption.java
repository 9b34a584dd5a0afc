package culprit.driver;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into an interrupt of the thread that bisects, and gives it time to stop its guests and
 * builds. The JVM then ends with 128 plus the signal's number.
 */
public final class Interruption {
    /** Long enough to kill process groups and close files. */
    private static final long SECONDS_TO_UNWIND = 4;

    private final CountDownLatch unwound = new CountDownLatch(1);

    /** From here on a signal interrupts the calling thread. */
    public static Interruption ofThisThread() {
        Interruption interruption = new Interruption();
        Thread worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.stop(worker), "interruption"));
        return interruption;
    }

    /** The worker has released everything; a JVM that is on its way out need not wait for it any longer. */
    public void unwound() {
        unwound.countDown();
    }

    private void stop(Thread worker) {
        if (unwound.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            unwound.await(SECONDS_TO_UNWIND, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
