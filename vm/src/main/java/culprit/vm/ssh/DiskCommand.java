package culprit.vm.ssh;

import culprit.vm.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * QEMU's command line for a guest with a disk and a network card, through which only this host reaches it, and it
 * reaches nobody.
 *
 * @param kernel bzImage
 * @param hostPort of this host that leads to the guest's ssh server
 * @param monitor socket on which QEMU finds this program
 */
record DiskCommand(Machine machine, Disk disk, Path kernel, int hostPort, Path monitor) {
    /** The disk of an image without partitions; the user's own words overrule it. */
    private static final String KERNEL_OPTIONS = "root=/dev/sda";

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(machine.arguments(monitor));
        arguments.addAll(List.of("-drive", disk.image().drive()));
        String forward =
                "hostfwd=tcp:127.0.0.1:" + hostPort + "-:" + disk.login().port();
        arguments.addAll(List.of("-netdev", "user,id=network,restrict=on," + forward));
        arguments.addAll(List.of("-device", disk.networkCard() + ",netdev=network"));
        arguments.addAll(List.of("-kernel", kernel.toString()));
        disk.initrd().ifPresent(initrd -> arguments.addAll(List.of("-initrd", initrd.toString())));
        arguments.addAll(List.of("-append", machine.kernelOptions(KERNEL_OPTIONS)));
        return List.copyOf(arguments);
    }
}
