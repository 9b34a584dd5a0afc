package culprit.vm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this machine has for guests.
 *
 * @param processors at least 1
 * @param memory that can be used without swapping, in MiB; empty if that is not known
 */
public record HostCapacity(int processors, OptionalLong memory) {
    /** See proc(5), {@code /proc/meminfo}. */
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable: *([0-9]{1,15}) kB$");

    /** At this moment. */
    public static HostCapacity present() {
        return new HostCapacity(Runtime.getRuntime().availableProcessors(), available(Path.of("/proc/meminfo")));
    }

    static OptionalLong available(Path meminfo) {
        try {
            Matcher line = AVAILABLE.matcher(Files.readString(meminfo, StandardCharsets.ISO_8859_1));
            return line.find() ? OptionalLong.of(Long.parseLong(line.group(1)) >> 10) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * How many guests can run at once without being in each other's way, at least 1.
     *
     * @param cpus of a guest
     * @param guestMemory of a guest, in MiB
     */
    public int guests(int cpus, int guestMemory) {
        long byMemory = memory.orElse(Long.MAX_VALUE) / guestMemory;
        return (int) Math.max(1, Math.min(processors / cpus, byMemory));
    }
}
