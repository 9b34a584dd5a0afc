package culprit.vm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of one guest: no disk, no network, no device but a serial console; one kernel, one initramfs.
 *
 * @param qemu the QEMU program
 * @param memory in MiB
 * @param cpus number of virtual processors
 * @param kernel bzImage
 * @param token word that marks the guest's own messages on the console
 */
record QemuCommand(
        String qemu, Accelerator accelerator, int memory, int cpus, Path kernel, Path initramfs, String token) {

    /**
     * Every oops and warning ends the guest: what follows the first one says nothing about the reproducer. A panic
     * restarts at once, which {@code -no-reboot} turns into the end of QEMU. Addresses are not randomised, so that two
     * runs of one kernel print the same ones.
     */
    private static final String KERNEL_OPTIONS = "console=ttyS0 earlyprintk=serial panic=-1 oops=panic panic_on_warn=1"
            + " nokaslr net.ifnames=0 rdinit=/init";

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(qemu, "-accel", acceleration()));
        arguments.addAll(List.of("-machine", "pc", "-cpu", accelerator.processor()));
        arguments.addAll(List.of("-m", Integer.toString(memory), "-smp", Integer.toString(cpus)));
        arguments.addAll(List.of("-nodefaults", "-no-user-config", "-no-reboot", "-display", "none"));
        arguments.addAll(
                List.of("-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"));
        arguments.addAll(List.of("-serial", "stdio"));
        arguments.addAll(List.of("-kernel", kernel.toString(), "-initrd", initramfs.toString()));
        arguments.addAll(List.of("-append", KERNEL_OPTIONS + " culprit_token=" + token));
        return List.copyOf(arguments);
    }

    private String acceleration() {
        return accelerator == Accelerator.TCG && cpus > 1 ? "tcg,thread=multi" : accelerator.option();
    }
}
