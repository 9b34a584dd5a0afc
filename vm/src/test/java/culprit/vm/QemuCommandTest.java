package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QemuCommandTest {
    private static final QemuCommand.Boot BOOT =
            new QemuCommand.Boot(MachineType.PC, Path.of("/w/bzImage"), false, Path.of("/w/x.cpio"));
    private static final GuestSockets.Paths SOCKETS =
            new GuestSockets.Paths(Path.of("/t/channel"), Path.of("/t/monitor"));

    private static QemuCommand command(Accelerator accelerator, int cpus) {
        return command(new Machine("qemu", accelerator, 512, cpus, ""), Optional.empty());
    }

    private static QemuCommand command(Machine machine, Optional<QemuCommand.Memory> memory) {
        return new QemuCommand(machine, BOOT, "t0k", SOCKETS, memory);
    }

    private static String after(String option, List<String> arguments) {
        return arguments.get(arguments.indexOf(option) + 1);
    }

    @Test
    void theGuestHasNeitherDiskNorNetworkNorDefaultDevices() {
        List<String> arguments = command(Accelerator.TCG, 1).arguments();
        assertThat(arguments).contains("-nodefaults", "-no-user-config", "-no-reboot");
        assertThat(arguments).doesNotContain("-drive", "-hda", "-netdev", "-nic");
    }

    @Test
    void memoryProcessorsKernelAndInitramfsAreTheOnesGiven() {
        List<String> arguments = command(Accelerator.KVM, 2).arguments();
        assertThat(arguments.get(0)).isEqualTo("qemu");
        assertThat(after("-m", arguments)).isEqualTo("512M");
        assertThat(after("-smp", arguments)).isEqualTo("2");
        assertThat(after("-kernel", arguments)).isEqualTo("/w/bzImage");
        assertThat(after("-initrd", arguments)).isEqualTo("/w/x.cpio");
        assertThat(after("-append", arguments)).endsWith(" culprit_token=t0k");
    }

    @Test
    void initAndTheMonitorFindThisProgramOnSocketsOfTheirOwn() {
        List<String> arguments = command(Accelerator.TCG, 1).arguments();
        assertThat(arguments)
                .containsSubsequence(
                        "-chardev", "socket,id=monitor,path=/t/monitor", "-mon", "chardev=monitor,mode=control")
                .containsSubsequence(
                        "-chardev",
                        "socket,id=channel,path=/t/channel",
                        "-device",
                        "isa-serial,index=1,chardev=channel");
    }

    @Test
    void aGuestSaysOnWhatItStartsAndFromWhat() {
        assertThat(BOOT.inWords()).isEqualTo("pc with bzImage");
        assertThat(new QemuCommand.Boot(MachineType.MICROVM, Path.of("/w/vmlinux"), true, Path.of("/w/x.cpio"))
                        .inWords())
                .isEqualTo("microvm with vmlinux");
    }

    @Test
    void aPanicEndsTheGuestAtOnceOnEveryTypeOfMachine() {
        List<String> arguments = command(Accelerator.TCG, 1).arguments();
        assertThat(after("-append", arguments).split(" ")).contains("panic=-1", "reboot=t");
        assertThat(arguments).contains("-no-reboot");
    }

    @Test
    void theUsersWordsForTheKernelComeLastBecauseTheKernelTakesTheLast() {
        Machine machine = new Machine("qemu", Accelerator.TCG, 512, 1, "panic=0 root=/dev/sda2");
        assertThat(after("-append", command(machine, Optional.empty()).arguments()))
                .endsWith(" culprit_token=t0k panic=0 root=/dev/sda2");
    }

    @Test
    void emulatedProcessorsGetAThreadEachWhenThereAreSeveral() {
        assertThat(after("-accel", command(Accelerator.TCG, 1).arguments())).isEqualTo("tcg");
        assertThat(after("-accel", command(Accelerator.TCG, 2).arguments())).isEqualTo("tcg,thread=multi");
        assertThat(after("-accel", command(Accelerator.KVM, 2).arguments())).isEqualTo("kvm");
    }

    @Test
    void aGuestThatIsToBeSavedSharesItsMemoryWithAFileAndThoseThatResumeDoNotChangeIt() {
        Machine machine = new Machine("qemu", Accelerator.TCG, 512, 1, "");
        List<String> saved = command(machine, Optional.of(new QemuCommand.Memory(Path.of("/w/a,b"), false)))
                .arguments();
        assertThat(after("-machine", saved)).isEqualTo("pc,memory-backend=memory");
        assertThat(after("-object", saved))
                .isEqualTo("memory-backend-file,id=memory,size=512M,mem-path=/w/a,,b,share=on");
        assertThat(saved).doesNotContain("-incoming");
        List<String> resumed = command(machine, Optional.of(new QemuCommand.Memory(Path.of("/w/ram"), true)))
                .arguments();
        assertThat(after("-object", resumed)).endsWith(",mem-path=/w/ram,share=off");
        assertThat(after("-incoming", resumed)).isEqualTo("defer");
    }
}
