package culprit.vm;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Measures time as a guest has it: the time in which the host had no processor for it does not count. A starved guest
 * reaches its limits later, instead of being taken for one that hangs.
 */
public final class GuestClock {
    /** Of the time on the wall, at least this part counts: a guest must end on any machine. */
    private static final int LEAST_PART = 10;

    /**
     * Of the file of a thread (kernel documentation, scheduler/sched-stats), which number is the time in nanoseconds that
     * it has run, and which the time that it has waited for a processor.
     */
    private static final int RAN = 0;

    private static final int WAITED = 1;

    private static final Path STATISTICS = Path.of("/proc/stat");

    /** Of those statistics, in nanoseconds: USER_HZ is 100. */
    private static final long TICK = 10_000_000;

    private final Path threads;
    private long begin;
    private long lostBefore;

    /** Starts the clock of a QEMU. */
    public GuestClock(long process) {
        threads = Path.of("/proc", Long.toString(process), "task");
        restart();
    }

    /** Begins to count anew. */
    void restart() {
        begin = System.nanoTime();
        lostBefore = lost();
    }

    /** Whether more than so much time has passed for the guest. */
    public boolean passed(Duration limit) {
        // The cheap question first: it is asked every few milliseconds.
        return System.nanoTime() - begin > limit.toNanos() && elapsed().compareTo(limit) > 0;
    }

    /** The time that has passed for the guest. */
    Duration elapsed() {
        long onTheWall = System.nanoTime() - begin;
        // Less than before is known once the thread that had lost most is gone.
        long lost = Math.max(0, lost() - lostBefore);
        return Duration.ofNanos(Math.max(onTheWall - lost, onTheWall / LEAST_PART));
    }

    /** Nanoseconds that the unluckiest thread was ready to run and did not. */
    private long lost() {
        return waited() + stolen();
    }

    /** For how long the busiest thread has had a processor so far; zero where that is not known. */
    Duration busy() {
        return Duration.ofNanos(most(RAN));
    }

    /** The part of it for which a processor of this machine is missing. */
    private long waited() {
        return most(WAITED);
    }

    private long most(int column) {
        long most = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path thread : all) {
                most = Math.max(most, number(column, thread.resolve("schedstat")));
            }
        } catch (IOException e) {
            // QEMU has ended, or the kernel does not count (no CONFIG_SCHED_INFO): then all time is the guest's.
        }
        return most;
    }

    private static long number(int column, Path schedstat) {
        try {
            String[] numbers =
                    Files.readString(schedstat, StandardCharsets.US_ASCII).split(" ", -1);
            return Long.parseLong(numbers[column]);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return 0; // a thread that has just ended
        }
    }

    /**
     * The part of it for which this machine, being a virtual one itself, had no processor: the eighth number of the first
     * line (proc(5), /proc/stat), shared by all processors.
     */
    private static long stolen() {
        try (BufferedReader file = Files.newBufferedReader(STATISTICS, StandardCharsets.US_ASCII)) {
            String[] numbers = String.valueOf(file.readLine()).strip().split(" +", -1);
            return Long.parseLong(numbers[8]) * TICK / Runtime.getRuntime().availableProcessors();
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return 0; // not told here
        }
    }
}
