package culprit.vm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a guest without disk or network: one kernel, one initramfs.
 *
 * @param kernel bzImage
 * @param token word that marks the guest's own messages on the console
 */
record QemuCommand(Machine machine, Path kernel, Path initramfs, String token) {
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(machine.arguments());
        arguments.addAll(List.of("-kernel", kernel.toString(), "-initrd", initramfs.toString()));
        arguments.addAll(List.of("-append", machine.kernelOptions("rdinit=/init culprit_token=" + token)));
        return List.copyOf(arguments);
    }
}
