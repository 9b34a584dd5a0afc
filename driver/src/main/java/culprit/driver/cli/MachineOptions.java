package culprit.driver.cli;

import culprit.driver.Settings;
import culprit.driver.procedure.UsageException;
import culprit.vm.HostCapacity;
import culprit.vm.QemuRunner;
import culprit.vm.ssh.Disk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How kernels are built and run on this machine. */
final class MachineOptions {
    /** Of guests at full speed. */
    private static final Duration USUAL_BOOT_LIMIT = Duration.ofMinutes(2);

    private static final Duration USUAL_RUN_LIMIT = Duration.ofMinutes(1);

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--vms",
            paramLabel = "N",
            converter = Quantities.Count.class,
            description = "Guests at once [as many as processors and available memory allow, at least 1].")
    private @Nullable Integer vms;

    @Mixin
    private EquipmentOptions equipment = new EquipmentOptions();

    @Option(
            names = "--cpus",
            paramLabel = "N",
            defaultValue = "1",
            converter = Quantities.Count.class,
            description = "Processors of a guest [1].")
    private int cpus = 1;

    @Option(
            names = "--boot-limit",
            paramLabel = "TIME",
            converter = Quantities.Time.class,
            description = "From power-on to user space [2m, up to 10m where guests are slow].")
    private @Nullable Duration bootLimit;

    @Option(
            names = "--run-limit",
            paramLabel = "TIME",
            converter = Quantities.Time.class,
            description =
                    "For the reproducer; what is still alive then did not crash [60s, up to 5m where guests are slow].")
    private @Nullable Duration runLimit;

    @Option(
            names = "--silence-limit",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = Quantities.Time.class,
            description = "A guest that writes nothing for so long hangs; that is a crash [5m].")
    private Duration silenceLimit = Duration.ofMinutes(5);

    @Option(
            names = "--build-limit",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = Quantities.Time.class,
            description = "For one kernel build [1h].")
    private Duration buildLimit = Duration.ofHours(1);

    @Option(
            names = "--console-limit",
            paramLabel = "SIZE",
            defaultValue = "16M",
            converter = Quantities.Mebibytes.class,
            description = "Kept of what a guest writes in a run: its beginning and its end, uncompressed size [16M].")
    private int consoleLimit = 16;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            converter = Quantities.Count.class,
            description = "Compilers at once [one per processor].")
    private int jobs = PROCESSORS;

    @Option(
            names = "--append",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Further words for the kernel's command line.")
    private String append = "";

    @Mixin
    private WayOptions way = new WayOptions();

    Settings.Kernels kernels(Path kconfig) {
        return new Settings.Kernels(kconfig, equipment.compiler(), jobs, buildLimit);
    }

    Settings.Guests guests(Optional<Disk> disk, MethodOptions method) throws UsageException {
        if (disk.isPresent() && !way.way().isForDisks()) {
            throw new UsageException("--machine, --no-snapshot and --sandbox are for guests without a disk image: give"
                    + " them without --image; with it, --ssh-user says whose rights the reproducer has");
        }
        int memory = equipment.memory(disk.isPresent());
        return new Settings.Guests(
                method.runs(),
                vms == null ? HostCapacity.present().guests(cpus, memory) : vms,
                memory,
                cpus,
                equipment.qemu(),
                new QemuRunner.Limits(
                        bootLimit == null ? USUAL_BOOT_LIMIT : bootLimit,
                        runLimit == null ? USUAL_RUN_LIMIT : runLimit,
                        silenceLimit),
                words(append),
                (long) consoleLimit << 20,
                way.way(),
                method.earlyStop(),
                disk,
                new Settings.Stretch(bootLimit == null, runLimit == null));
    }

    /** One line, whatever kind of space a settings file separates the words with. */
    private static String words(String text) {
        return String.join(" ", text.strip().split("\\s+"));
    }
}
