package culprit.driver.cli;

import culprit.driver.Settings;
import culprit.vm.Execution;
import culprit.vm.MachineType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How guests without a disk image are started, and how the reproducer is run there. */
final class WayOptions {
    @Option(
            names = "--machine",
            paramLabel = "TYPE",
            description = "Type of machine: pc, q35 or microvm [the fastest that boots the first kernel].")
    private @Nullable MachineType machine;

    @Option(
            names = "--no-snapshot",
            description = "Boot a guest for each run, instead of going on from the first one of a kernel.")
    private boolean booting;

    @Option(
            names = "--sandbox",
            paramLabel = "KIND",
            defaultValue = "none",
            description =
                    "Rights of the reproducer: none (root), setuid (nobody) or namespace (root of its own) [none].")
    private Execution.Sandbox sandbox = Execution.Sandbox.NONE;

    @Option(
            names = "--procs",
            paramLabel = "N",
            defaultValue = "1",
            converter = Processes.class,
            description = "Processes of the reproducer at once, each in a directory of its own [1].")
    private int processes = 1;

    @Option(names = "--repeat", description = "Begin the reproducer again when it has ended, until the run limit.")
    private boolean repeats;

    Settings.Way way() {
        return new Settings.Way(Optional.ofNullable(machine), !booting, new Execution(sandbox, processes, repeats));
    }

    /** As many as init can look after. */
    private static final class Processes implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int number = new Quantities.Count().convert(text);
            if (number > Execution.MOST_PROCESSES) {
                throw new TypeConversionException(
                        "expected a number from 1 to " + Execution.MOST_PROCESSES + ", got \"" + text + "\"");
            }
            return number;
        }
    }
}
