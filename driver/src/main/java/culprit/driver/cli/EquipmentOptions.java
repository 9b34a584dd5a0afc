package culprit.driver.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What kernels are built with and run in. */
final class EquipmentOptions {
    /** Of guests that hold nothing but busybox, in MiB. */
    private static final int MEMORY = 512;

    /** Of guests with a whole system, in MiB. */
    private static final int MEMORY_OF_A_SYSTEM = 2048;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = Quantities.Mebibytes.class,
            description = "Memory of a guest [512M; 2G with --image].")
    private @Nullable Integer memory;

    @Option(
            names = "--compiler",
            paramLabel = "PROGRAM",
            defaultValue = "gcc",
            description = "C compiler for kernels and reproducer [gcc].")
    private String compiler = "gcc";

    @Option(
            names = "--qemu",
            paramLabel = "PROGRAM",
            defaultValue = "qemu-system-x86_64",
            description = "QEMU [qemu-system-x86_64].")
    private String qemu = "qemu-system-x86_64";

    /**
     * Of a guest, in MiB.
     *
     * @param system whether a whole system runs in it
     */
    int memory(boolean system) {
        if (memory != null) {
            return memory;
        }
        return system ? MEMORY_OF_A_SYSTEM : MEMORY;
    }

    String compiler() {
        return compiler;
    }

    String qemu() {
        return qemu;
    }
}
