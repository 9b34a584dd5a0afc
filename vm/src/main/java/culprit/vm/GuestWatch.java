package culprit.vm;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows one guest from its start, which is when this object is made, to the moment when nothing more is to be expected
 * of it.
 */
final class GuestWatch {
    /** Between two looks at a quiet console, and at one that is being written: QEMU drops what a full pipe delays. */
    private static final long IDLE_MILLIS = 5;

    private static final long BUSY_MILLIS = 1;

    /** For a report to be printed to its end once its first line is there. */
    private static final Duration REPORT_TIME = Duration.ofSeconds(5);

    /** For what the reproducer set off (timers, work queues, RCU callbacks) to crash after it has ended. */
    private static final Duration SETTLE_TIME = Duration.ofSeconds(1);

    private final Console console;
    private final QemuRunner.Guest guest;
    private final String readyMark;
    private final Pattern exitMark;
    private final byte[] buffer = new byte[64 << 10];

    private Deadline deadline;
    private long readyAt = -1;
    private Optional<Integer> reproducerStatus = Optional.empty();
    private Optional<Integer> exitCode = Optional.empty();

    GuestWatch(Console console, QemuRunner.Guest guest, String token) {
        this.console = console;
        this.guest = guest;
        this.readyMark = "culprit-ready " + token;
        this.exitMark = Pattern.compile("culprit-exit " + token + " ([0-9]{1,3})\r?\n");
        this.deadline = new Deadline(Stage.BOOTING, guest.bootLimit());
    }

    /** Whether user space came up. */
    boolean ready() {
        return readyAt >= 0;
    }

    /** Position in the console at which the reproducer's time begins; only when {@link #ready()}. */
    long readyAt() {
        return readyAt;
    }

    /** Exit code of the reproducer, as a shell gives it, if it ended. */
    Optional<Integer> reproducerStatus() {
        return reproducerStatus;
    }

    /** Exit code of QEMU, if it ended by itself. */
    Optional<Integer> exitCode() {
        return exitCode;
    }

    /** A shell's codes for "found but not executable" and "not found" (POSIX, Shell Command Language 2.8.2). */
    static boolean isNotRunnable(int status) {
        return status == 126 || status == 127;
    }

    /** Returns when the guest has ended, crashed and reported, finished the reproducer, or reached a limit. */
    void untilOver(Process qemu) throws IOException, InterruptedException {
        InputStream output = qemu.getInputStream();
        boolean busy = false;
        while (true) {
            boolean ended = qemu.waitFor(busy ? BUSY_MILLIS : IDLE_MILLIS, TimeUnit.MILLISECONDS);
            busy = drain(output);
            if (ended) {
                exitCode = Optional.of(qemu.exitValue());
                return;
            }
            if (deadline.passed() || console.full()) {
                return;
            }
        }
    }

    /**
     * Reads what is there, but of a flood only so much that limits and interrupts are not kept waiting.
     *
     * @return whether there was anything
     */
    private boolean drain(InputStream output) throws IOException {
        int taken = 0;
        while (taken < Console.WINDOW && output.available() > 0 && !console.full()) {
            int length = output.read(buffer);
            if (length < 0) {
                break;
            }
            advance(console.append(buffer, length));
            taken += length;
        }
        return taken > 0;
    }

    /** Each stage of a run, once reached, replaces the limit of the one before; a crash is the last stage. */
    private void advance(Console.Lines news) {
        if (!ready()) {
            int mark = news.text().indexOf(readyMark);
            if (mark >= 0) {
                readyAt = news.start() + mark + readyMark.length();
                deadline = new Deadline(Stage.RUNNING, guest.runLimit());
            }
        }
        if (deadline.stage() == Stage.RUNNING) {
            Matcher exit = exitMark.matcher(news.text());
            if (exit.find()) {
                reproducerStatus = Optional.of(Integer.valueOf(exit.group(1)));
                deadline = new Deadline(Stage.SETTLING, SETTLE_TIME);
            }
        }
        if (console.crashed() && deadline.stage() != Stage.CRASHED) {
            deadline = new Deadline(Stage.CRASHED, REPORT_TIME);
        }
    }

    private enum Stage {
        BOOTING,
        RUNNING,
        SETTLING,
        CRASHED
    }

    private record Deadline(Stage stage, long nanos) {
        Deadline(Stage stage, Duration limit) {
            this(stage, System.nanoTime() + limit.toNanos());
        }

        boolean passed() {
            return System.nanoTime() - nanos > 0;
        }
    }
}
