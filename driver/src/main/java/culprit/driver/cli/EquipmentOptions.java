package culprit.driver.cli;

import picocli.CommandLine.Option;

/** What kernels are built with and run in. */
final class EquipmentOptions {
    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "512M",
            converter = Quantities.Mebibytes.class,
            description = "Memory of a guest [512M].")
    private int memory = 512;

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

    /** Of a guest, in MiB. */
    int memory() {
        return memory;
    }

    String compiler() {
        return compiler;
    }

    String qemu() {
        return qemu;
    }
}
