package culprit.vm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line of one guest without a disk: one kernel, one initramfs, a serial port for the console and one for init.
 *
 * @param boot what is booted
 * @param token word by which init's lines are known
 * @param sockets on which QEMU finds this program
 * @param memory the file that is the guest's memory; empty: it has none
 */
record QemuCommand(Machine machine, Boot boot, String token, GuestSockets.Paths sockets, Optional<Memory> memory) {
    /**
     * Leaves out what only takes time while a kernel boots, a third of it on Debian's: tests of cryptographic algorithms and
     * of a timer that is known to work, and the rewriting of all locks for a single processor (kernel documentation,
     * admin-guide/kernel-parameters).
     */
    private static final String SHORTCUTS = "cryptomgr.notests no_timer_check noreplace-smp";

    /**
     * A kernel restarts by a triple fault: the other ways, which it would try first, take seconds and do nothing on a
     * microvm (QEMU documentation, system/i386/microvm).
     */
    private static final String RESTART = "reboot=t";

    /**
     * What is booted, and on what.
     *
     * @param kernel bzImage, or vmlinux with an entry point for PVH
     * @param direct whether it is a vmlinux
     */
    record Boot(MachineType type, Path kernel, boolean direct, Path initramfs) {
        String inWords() {
            return type.booting(direct);
        }
    }

    /**
     * Memory in a file.
     *
     * @param resumes whether the guest starts from a saved state and changes a copy of its own, not the file
     */
    record Memory(Path file, boolean resumes) {}

    List<String> arguments() {
        String type = boot.type().option() + (memory.isPresent() ? ",memory-backend=memory" : "");
        List<String> arguments = new ArrayList<>(machine.arguments(type, sockets.monitor()));
        arguments.addAll(List.of("-chardev", "socket,id=channel,path=" + Machine.escaped(sockets.channel())));
        arguments.addAll(List.of("-device", "isa-serial,index=1,chardev=channel"));
        memory.ifPresent(file -> arguments.addAll(ofMemory(file)));
        arguments.addAll(List.of(
                "-kernel", boot.kernel().toString(), "-initrd", boot.initramfs().toString()));
        arguments.addAll(List.of(
                "-append", machine.kernelOptions(SHORTCUTS + " " + RESTART + " rdinit=/init culprit_token=" + token)));
        return List.copyOf(arguments);
    }

    private List<String> ofMemory(Memory file) {
        String backend = "memory-backend-file,id=memory,size=" + machine.memory() + "M,mem-path="
                + Machine.escaped(file.file()) + ",share=" + (file.resumes() ? "off" : "on");
        return file.resumes() ? List.of("-object", backend, "-incoming", "defer") : List.of("-object", backend);
    }
}
