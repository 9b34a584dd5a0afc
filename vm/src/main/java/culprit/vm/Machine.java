package culprit.vm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What every guest is like, whatever its user space comes from: no device but a serial console.
 *
 * @param qemu the QEMU program
 * @param memory in MiB
 * @param cpus number of virtual processors
 * @param append the user's further words for the kernel's command line, separated by single spaces; the kernel takes the last
 *     of words that contradict each other
 */
public record Machine(String qemu, Accelerator accelerator, int memory, int cpus, String append) {
    /**
     * Every oops and warning ends the guest: what follows the first one says nothing about the reproducer. A panic
     * restarts at once, which {@code -no-reboot} turns into the end of QEMU. A guest that hangs is asked where by an NMI,
     * which is to make it panic. Addresses are not randomised, so that two
     * runs of one kernel print the same ones.
     */
    private static final String KERNEL_OPTIONS = "console=ttyS0 earlyprintk=serial panic=-1 oops=panic panic_on_warn=1"
            + " unknown_nmi_panic nokaslr net.ifnames=0";

    /**
     * The beginning of QEMU's command line for a PC, with the console on its standard output.
     *
     * @param monitor socket on which it finds this program
     */
    public List<String> arguments(Path monitor) {
        return arguments(MachineType.PC.option(), monitor);
    }

    /** The same for a machine of any type, which is the value of {@code -machine}. */
    List<String> arguments(String type, Path monitor) {
        List<String> arguments = new ArrayList<>(List.of(qemu, "-accel", acceleration()));
        arguments.addAll(List.of("-machine", type, "-cpu", accelerator.processor()));
        arguments.addAll(List.of("-m", memory + "M", "-smp", Integer.toString(cpus)));
        arguments.addAll(List.of("-nodefaults", "-no-user-config", "-no-reboot", "-display", "none"));
        arguments.addAll(
                List.of("-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"));
        arguments.addAll(List.of("-chardev", "socket,id=monitor,path=" + escaped(monitor)));
        arguments.addAll(List.of("-mon", "chardev=monitor,mode=control"));
        arguments.addAll(List.of("-serial", "stdio"));
        return List.copyOf(arguments);
    }

    /** The kernel's command line: the words of all guests, those of this one, the user's. */
    public String kernelOptions(String own) {
        String options = KERNEL_OPTIONS + " " + own;
        return append.isEmpty() ? options : options + " " + append;
    }

    /** A path as part of one of QEMU's options, whose values a comma ends unless it is doubled. */
    public static String escaped(Path path) {
        return path.toString().replace(",", ",,");
    }

    private String acceleration() {
        return accelerator == Accelerator.TCG && cpus > 1 ? "tcg,thread=multi" : accelerator.option();
    }
}
