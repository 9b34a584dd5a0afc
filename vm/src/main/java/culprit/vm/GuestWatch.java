package culprit.vm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Follows one guest from its start, which is when this object is made, to the moment when nothing more is to be expected
 * of it.
 */
public final class GuestWatch {
    /** Between two looks at a quiet console, and at one that is being written: QEMU drops what a full pipe delays. */
    private static final long IDLE_MILLIS = 5;

    private static final long BUSY_MILLIS = 1;

    /**
     * Read of a flood in a second, in bytes, for which a quarter of a processor is enough. A serial port writes a
     * thirtieth of it, so nothing that a kernel prints is kept waiting.
     */
    private static final int MOST_PER_SECOND = 32 << 20;

    /** Read at a time, so that limits and interrupts are not kept waiting, in bytes. */
    private static final int GULP = 4 << 20;

    /** For a report to be printed to its end behind a line that announces a part of it. */
    private static final Duration REPORT_TIME = Duration.ofSeconds(5);

    /** For a report that goes on announcing parts. */
    private static final Duration LONGEST_REPORT_TIME = Duration.ofSeconds(30);

    /** A guest that crashed while it booted, and says nothing for so long, does not come up any more. */
    private static final Duration DEAD_BOOT_TIME = Duration.ofSeconds(10);

    /** Between two looks at the guest's own time while it writes: they cost more than to read what it writes. */
    private static final Duration COUNT_AGAIN = Duration.ofMillis(100);

    /** For what the reproducer set off (timers, work queues, RCU callbacks) to crash after it has ended. */
    private static final Duration SETTLE_TIME = Duration.ofSeconds(1);

    /** A guest that wrote something in that part of the silence limit is alive; its init does so each second. */
    private static final int ALIVE_PART = 60;

    /** Of what a guest writes while it boots, for the consoles of those that resume from it, in bytes. */
    private static final int MOST_KEPT = 1 << 20;

    private final Console console;
    private final QemuRunner.Limits limits;
    private final Signs signs;
    private final Process qemu;
    private final GuestClock clock;
    private final GuestClock sinceOutput;
    private final GuestClock sinceAnnouncement;
    private final Pace pace = new Pace(MOST_PER_SECOND, GULP, System::nanoTime);
    private final byte[] buffer = new byte[64 << 10];

    private final ByteArrayOutputStream beforeReady = new ByteArrayOutputStream();

    private Stage stage = Stage.BOOTING;
    private long lastOutput = System.nanoTime();
    private long lastCount = lastOutput;
    private int announcements;
    private boolean ready;
    private long began;
    private Optional<Duration> ran = Optional.empty();
    private Optional<Integer> reproducerStatus = Optional.empty();
    private Optional<Integer> exitCode = Optional.empty();

    /** Follows a guest that writes to this console. */
    public GuestWatch(Console console, QemuRunner.Limits limits, Signs signs, Process qemu) {
        this.console = console;
        this.limits = limits;
        this.signs = signs;
        this.qemu = qemu;
        this.clock = new GuestClock(qemu.pid());
        this.sinceOutput = new GuestClock(qemu.pid());
        this.sinceAnnouncement = new GuestClock(qemu.pid());
    }

    /** Whether user space came up. The console is at the stage of the reproducer then. */
    public boolean ready() {
        return ready;
    }

    /** What the guest wrote before user space was up; the beginning, if that is very much. */
    byte[] beforeReady() {
        return beforeReady.toByteArray();
    }

    /** How long the reproducer had; zero if it never started. */
    public Duration ran() {
        return ran.orElse(Duration.ZERO);
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

    /** Waits until user space is up, or it is certain that it does not come up. */
    public boolean untilReady() throws IOException, MachineException, InterruptedException {
        follow(() -> ready || isOver());
        return ready;
    }

    /** Takes a guest for ready that resumes from a saved state, before which it wrote this. */
    void resume(byte[] before) {
        console.append(before, 0, before.length);
        begin();
    }

    /** Returns when the guest has ended, crashed and reported, finished the reproducer, or reached a limit. */
    public void untilOver() throws IOException, MachineException, InterruptedException {
        follow(this::isOver);
        noteTime();
    }

    /** Goes on reading for a time, whatever comes, unless the guest ends. */
    void linger(Duration time) throws IOException, MachineException, InterruptedException {
        long since = System.nanoTime();
        follow(() -> passed(since, time));
    }

    private void follow(BooleanSupplier done) throws IOException, MachineException, InterruptedException {
        boolean busy = false;
        while (true) {
            boolean ended = qemu.waitFor(busy ? BUSY_MILLIS : IDLE_MILLIS, TimeUnit.MILLISECONDS);
            if (signs.look()) {
                noteOutput();
            }
            // After the signs: what the guest printed before it gave one is there by then, for QEMU passes on one thing
            // after the other.
            busy = drain(qemu.getInputStream());
            if (stage == Stage.BOOTING && signs.ready()) {
                begin();
            }
            noteEnd();
            if (ended) {
                exitCode = Optional.of(qemu.exitValue());
                return;
            }
            if (done.getAsBoolean()) {
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
        int allowed = pace.allowed();
        int taken = 0;
        while (taken < allowed && output.available() > 0 && !reported()) {
            int length = output.read(buffer, 0, Math.min(buffer.length, allowed - taken));
            if (length < 0) {
                break;
            }
            take(length);
            taken += length;
        }
        pace.spend(taken);
        return taken > 0;
    }

    private void take(int length) {
        noteOutput();
        if (!ready) {
            beforeReady.write(buffer, 0, Math.min(length, MOST_KEPT - beforeReady.size()));
        }
        console.append(buffer, 0, length);
        if (console.announcements() > announcements) {
            announcements = console.announcements();
            sinceAnnouncement.restart();
            if (ready && stage != Stage.CRASHED) {
                enter(Stage.CRASHED);
            }
        }
    }

    private void noteOutput() {
        lastOutput = System.nanoTime();
        if (lastOutput - lastCount > COUNT_AGAIN.toNanos()) {
            lastCount = lastOutput;
            sinceOutput.restart();
        }
    }

    /** Whether the guest could have written something for so long, and did not. */
    private boolean isSilentFor(Duration limit) {
        return passed(lastOutput, limit) && sinceOutput.passed(limit);
    }

    private void begin() {
        console.beginStage();
        announcements = 0;
        ready = true;
        began = System.nanoTime();
        enter(Stage.RUNNING);
    }

    private void noteTime() {
        if (ready && ran.isEmpty()) {
            ran = Optional.of(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private void noteEnd() {
        if (stage == Stage.RUNNING) {
            reproducerStatus = signs.exit();
            reproducerStatus.ifPresent(status -> enter(Stage.SETTLING));
        }
    }

    private void enter(Stage next) {
        if (stage == Stage.RUNNING) {
            noteTime();
        }
        stage = next;
        clock.restart();
    }

    /** Whether nothing more is to be expected; a crash while booting is not the end if the guest comes up all the same. */
    private boolean isOver() {
        return switch (stage) {
            case BOOTING ->
                signs.failed() || clock.passed(limits.boot()) || (announcements > 0 && isSilentFor(DEAD_BOOT_TIME));
            case RUNNING -> clock.passed(limits.run()) && isDecided();
            case SETTLING -> clock.passed(SETTLE_TIME);
            case CRASHED -> reported() || sinceAnnouncement.passed(REPORT_TIME) || clock.passed(LONGEST_REPORT_TIME);
            case SILENT -> true;
        };
    }

    /** Whether it is known at the end of the reproducer's time that the guest is alive, or that it is not. */
    private boolean isDecided() {
        if (!isSilentFor(limits.silence().dividedBy(ALIVE_PART))) {
            return true;
        }
        if (isSilentFor(limits.silence())) {
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
