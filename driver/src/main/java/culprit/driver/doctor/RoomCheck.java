package culprit.driver.doctor;

import culprit.driver.WorkDirectory;
import culprit.vm.HostCapacity;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether there is room for a bisection: on the disk of the cache directory, and in memory. */
final class RoomCheck {
    private RoomCheck() {}

    static Finding disk(Path cache) {
        Path there = cache.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        String remedy = "give bisections another directory with --workdir, or name another cache in XDG_CACHE_HOME";
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return Finding.problem("disk", "the directory " + cache + " cannot be written", remedy);
        }
        // Not through FileStore, which looks for the mount point and finds none in a chroot or some containers.
        long usable = there.toFile().getUsableSpace();
        return WorkDirectory.shortage(usable, false)
                .map(shortage ->
                        Finding.problem("disk", "the disk of " + cache + " is nearly full: " + shortage, remedy))
                .orElseGet(() -> Finding.ok("disk", (usable >> 20) + " MiB of disk are free at " + cache));
    }

    /** Whether guests with so much memory, in MiB, have a place. */
    static Finding memory(HostCapacity host, int guestMemory) {
        if (host.memory().isEmpty()) {
            return Finding.warning(
                    "memory", "how much memory is available is not known", "give the number of guests with --vms");
        }
        long available = host.memory().getAsLong();
        return available < guestMemory
                ? Finding.problem(
                        "memory",
                        available + " MiB of memory are available, too little for a guest of " + guestMemory + " MiB",
                        "end other programs, or give guests less with --memory")
                : Finding.ok(
                        "memory",
                        available + " MiB of memory are available, for " + host.guests(1, guestMemory) + " of "
                                + host.processors() + " guests of " + guestMemory + " MiB, one per processor");
    }
}
