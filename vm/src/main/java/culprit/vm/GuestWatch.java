package culprit.vm;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Follows one guest from its start, which is when this object is made, to the moment when nothing more is to be expected
 * of it.
 */
public final class GuestWatch {
    /** Between two looks at a quiet console, and at one that is being written: QEMU drops what a full pipe delays. */
    private static final long IDLE_MILLIS = 5;

    private static final long BUSY_MILLIS = 1;

    /** Read at a time of a flood, so that limits and interrupts are not kept waiting, in bytes. */
    private static final int GULP = 4 << 20;

    /** For a report to be printed to its end behind a line that announces a part of it. */
    private static final Duration REPORT_TIME = Duration.ofSeconds(5);

    /** For a report that goes on announcing parts. */
    private static final Duration LONGEST_REPORT_TIME = Duration.ofSeconds(30);

    /** A guest that crashed while it booted, and says nothing for so long, does not come up any more. */
    private static final Duration DEAD_BOOT_TIME = Duration.ofSeconds(10);

    /** For what the reproducer set off (timers, work queues, RCU callbacks) to crash after it has ended. */
    private static final Duration SETTLE_TIME = Duration.ofSeconds(1);

    /** A guest that wrote something in that part of the silence limit is alive; its init does so each second. */
    private static final int ALIVE_PART = 60;

    private final Console console;
    private final QemuRunner.Limits limits;
    private final Signs signs;
    private final byte[] buffer = new byte[64 << 10];

    private final long begin = System.nanoTime();
    private Stage stage = Stage.BOOTING;
    private long stageBegin = begin;
    private long lastOutput = begin;
    private long lastAnnouncement = begin;
    private int announcements;
    private boolean ready;
    private Optional<Integer> reproducerStatus = Optional.empty();
    private Optional<Integer> exitCode = Optional.empty();

    /** Follows a guest that writes to this console. */
    public GuestWatch(Console console, QemuRunner.Limits limits, Signs signs) {
        this.console = console;
        this.limits = limits;
        this.signs = signs;
    }

    /** Whether user space came up. The console is at the stage of the reproducer then. */
    public boolean ready() {
        return ready;
    }

    /** Whether the guest was given up because it said nothing for the time of the silence limit. */
    public boolean silent() {
        return stage == Stage.SILENT;
    }

    /** Exit code of the reproducer, as a shell gives it, if it ended. */
    public Optional<Integer> reproducerStatus() {
        return reproducerStatus;
    }

    /** Exit code of QEMU, if it ended by itself. */
    public Optional<Integer> exitCode() {
        return exitCode;
    }

    /** A shell's codes for "found but not executable" and "not found" (POSIX, Shell Command Language 2.8.2). */
    public static boolean isNotRunnable(int status) {
        return status == 126 || status == 127;
    }

    /** Returns when the guest has ended, crashed and reported, finished the reproducer, or reached a limit. */
    public void untilOver(Process qemu) throws IOException, MachineException, InterruptedException {
        InputStream output = qemu.getInputStream();
        boolean busy = false;
        while (true) {
            boolean ended = qemu.waitFor(busy ? BUSY_MILLIS : IDLE_MILLIS, TimeUnit.MILLISECONDS);
            busy = drain(output);
            look();
            if (ended) {
                exitCode = Optional.of(qemu.exitValue());
                return;
            }
            if (isOver()) {
                return;
            }
        }
    }

    /**
     * Reads what is there, but of a flood only so much.
     *
     * @return whether there was anything
     */
    private boolean drain(InputStream output) throws IOException {
        int taken = 0;
        while (taken < GULP && output.available() > 0 && !reported()) {
            int length = output.read(buffer);
            if (length < 0) {
                break;
            }
            take(length);
            taken += length;
        }
        return taken > 0;
    }

    private void take(int length) throws IOException {
        lastOutput = System.nanoTime();
        signs.next(buffer, length);
        int taken = 0;
        if (stage == Stage.BOOTING && signs.endOfReady().isPresent()) {
            taken = signs.endOfReady().getAsInt();
            console.append(buffer, 0, taken);
            begin();
        }
        console.append(buffer, taken, length - taken);
        noteEnd();
        if (console.announcements() > announcements) {
            announcements = console.announcements();
            lastAnnouncement = lastOutput;
            if (ready && stage != Stage.CRASHED) {
                enter(Stage.CRASHED);
            }
        }
    }

    /** For what the console does not tell. */
    private void look() throws IOException, MachineException {
        if (signs.look()) {
            lastOutput = System.nanoTime();
        }
        if (stage == Stage.BOOTING && signs.endOfReady().isPresent()) {
            begin();
        }
        noteEnd();
    }

    private void begin() {
        console.beginStage();
        announcements = 0;
        ready = true;
        enter(Stage.RUNNING);
    }

    private void noteEnd() {
        if (stage == Stage.RUNNING) {
            reproducerStatus = signs.exit();
            reproducerStatus.ifPresent(status -> enter(Stage.SETTLING));
        }
    }

    private void enter(Stage next) {
        stage = next;
        stageBegin = System.nanoTime();
    }

    /** Whether nothing more is to be expected; a crash while booting is not the end if the guest comes up all the same. */
    private boolean isOver() {
        return switch (stage) {
            case BOOTING ->
                signs.failed()
                        || passed(stageBegin, limits.boot())
                        || (announcements > 0 && passed(lastOutput, DEAD_BOOT_TIME));
            case RUNNING -> passed(stageBegin, limits.run()) && isDecided();
            case SETTLING -> passed(stageBegin, SETTLE_TIME);
            case CRASHED ->
                reported() || passed(lastAnnouncement, REPORT_TIME) || passed(stageBegin, LONGEST_REPORT_TIME);
            case SILENT -> true;
        };
    }

    /** Whether it is known at the end of the reproducer's time that the guest is alive, or that it is not. */
    private boolean isDecided() {
        if (!passed(lastOutput, limits.silence().dividedBy(ALIVE_PART))) {
            return true;
        }
        if (passed(lastOutput, limits.silence())) {
            enter(Stage.SILENT);
            return true;
        }
        return false;
    }

    private boolean reported() {
        return ready && console.isFull();
    }

    private static boolean passed(long since, Duration limit) {
        return System.nanoTime() - since > limit.toNanos();
    }

    private enum Stage {
        /** Until init says that it starts the reproducer. */
        BOOTING,
        /** While the reproducer runs. */
        RUNNING,
        /** After the reproducer has ended. */
        SETTLING,
        /** While the report of a crash is printed. */
        CRASHED,
        /** The guest hangs. */
        SILENT
    }
}
