package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QemuCommandTest {
    private static QemuCommand command(Accelerator accelerator, int cpus) {
        return new QemuCommand(
                new Machine("qemu", accelerator, 512, cpus, ""), Path.of("/w/bzImage"), Path.of("/w/x.cpio"), "t0k");
    }

    private static String after(String option, List<String> arguments) {
        return arguments.get(arguments.indexOf(option) + 1);
    }

    @Test
    void theGuestHasNeitherDiskNorNetworkNorDefaultDevices() {
        List<String> arguments = command(Accelerator.TCG, 1).arguments();
        assertThat(arguments).contains("-nodefaults", "-no-user-config", "-no-reboot");
        assertThat(arguments).doesNotContain("-drive", "-hda", "-netdev", "-nic", "-device");
    }

    @Test
    void memoryProcessorsKernelAndInitramfsAreTheOnesGiven() {
        List<String> arguments = command(Accelerator.KVM, 2).arguments();
        assertThat(arguments.get(0)).isEqualTo("qemu");
        assertThat(after("-m", arguments)).isEqualTo("512");
        assertThat(after("-smp", arguments)).isEqualTo("2");
        assertThat(after("-kernel", arguments)).isEqualTo("/w/bzImage");
        assertThat(after("-initrd", arguments)).isEqualTo("/w/x.cpio");
        assertThat(after("-append", arguments)).endsWith(" culprit_token=t0k");
    }

    @Test
    void theUsersWordsForTheKernelComeLastBecauseTheKernelTakesTheLast() {
        Machine machine = new Machine("qemu", Accelerator.TCG, 512, 1, "panic=0 root=/dev/sda2");
        QemuCommand command = new QemuCommand(machine, Path.of("/w/bzImage"), Path.of("/w/x.cpio"), "t0k");
        assertThat(after("-append", command.arguments())).endsWith(" culprit_token=t0k panic=0 root=/dev/sda2");
    }

    @Test
    void emulatedProcessorsGetAThreadEachWhenThereAreSeveral() {
        assertThat(after("-accel", command(Accelerator.TCG, 1).arguments())).isEqualTo("tcg");
        assertThat(after("-accel", command(Accelerator.TCG, 2).arguments())).isEqualTo("tcg,thread=multi");
        assertThat(after("-accel", command(Accelerator.KVM, 2).arguments())).isEqualTo("kvm");
    }
}
