package culprit.git;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * What something took.
 *
 * @param elapsed milliseconds that went by, on a loaded machine also those in which others were served
 * @param processor milliseconds of processor time, of this thread and of the processes that ended meanwhile
 */
record Cost(double elapsed, double processor) {
    /** The kernel counts a process's time in ticks; see proc(5). */
    private static final double MILLISECONDS_PER_TICK = 10;

    /** The field of /proc/self/stat behind the name with the ticks of children that ended; that of the system follows. */
    private static final int CHILDREN = 13;

    static Cost of(Callable<?> work) throws Exception {
        double processor = processorTime();
        long begin = System.nanoTime();
        work.call();
        return new Cost((System.nanoTime() - begin) / 1e6, processorTime() - processor);
    }

    private static double processorTime() throws Exception {
        String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[CHILDREN]) + Long.parseLong(fields[CHILDREN + 1]);
        return ticks * MILLISECONDS_PER_TICK
                + ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
    }

    /** The middle one of each kind. */
    static Cost median(List<Cost> costs) {
        return new Cost(
                costs.stream().map(Cost::elapsed).sorted().toList().get(costs.size() / 2),
                costs.stream().map(Cost::processor).sorted().toList().get(costs.size() / 2));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f ms (processor %.1f ms)", elapsed, processor);
    }
}
