package culprit.vm;

import java.io.IOException;
import java.time.Duration;

/** Waiting for something that QEMU does within milliseconds, unless it hangs or has ended. */
final class Deadline {
    private static final long PAUSE_MILLIS = 1;

    private final String what;
    private final long end;
    private final Process process;

    /**
     * For one purpose.
     *
     * @param what is waited for, for the message
     * @param process whose end ends the wait
     */
    Deadline(String what, Duration limit, Process process) {
        this.what = what;
        this.end = System.nanoTime() + limit.toNanos();
        this.process = process;
    }

    /**
     * Lets a moment pass.
     *
     * @throws MissedException when there is nothing to wait for any more
     */
    void pause() throws MissedException, InterruptedException {
        if (!process.isAlive()) {
            throw new MissedException("QEMU ended before " + what);
        }
        if (System.nanoTime() - end > 0) {
            throw new MissedException("QEMU hangs: it is too late for " + what);
        }
        Thread.sleep(PAUSE_MILLIS);
    }

    /** What was waited for does not come. */
    static final class MissedException extends IOException {
        private static final long serialVersionUID = 1;

        private MissedException(String message) {
            super(message);
        }
    }
}
