package culprit.vm.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.vm.Accelerator;
import culprit.vm.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiskCommandTest {
    private static List<String> arguments(Optional<Path> initrd, String append) {
        Disk disk = new Disk(
                new DiskImage(Path.of("/images/a,b.qcow2"), "qcow2"),
                initrd,
                new Login(Path.of("/key"), "root", 2222),
                "e1000");
        Machine machine = new Machine("qemu", Accelerator.TCG, 512, 1, append);
        return new DiskCommand(machine, disk, Path.of("/w/bzImage"), 10022, Path.of("/t/a,b")).arguments();
    }

    private static String after(String option, List<String> arguments) {
        return arguments.get(arguments.indexOf(option) + 1);
    }

    @Test
    void theDiskIsOpenedWithoutGuessingItsFormatAndNeverWrittenTo() {
        assertThat(after("-drive", arguments(Optional.empty(), "")))
                .isEqualTo("file=/images/a,,b.qcow2,format=qcow2,snapshot=on,if=ide");
    }

    @Test
    void onlyThisHostReachesTheGuestAndTheGuestReachesNobody() {
        List<String> arguments = arguments(Optional.empty(), "");
        assertThat(after("-netdev", arguments))
                .isEqualTo("user,id=network,restrict=on,hostfwd=tcp:127.0.0.1:10022-:2222");
        assertThat(after("-device", arguments)).isEqualTo("e1000,netdev=network");
    }

    @Test
    void theMonitorFindsThisProgramOnItsSocket() {
        List<String> arguments = arguments(Optional.empty(), "");
        assertThat(after("-chardev", arguments)).isEqualTo("socket,id=monitor,path=/t/a,,b");
        assertThat(after("-mon", arguments)).isEqualTo("chardev=monitor,mode=control");
    }

    @Test
    void theRootFileSystemIsTheWholeDiskUnlessTheUserSaysSo() {
        assertThat(after("-append", arguments(Optional.empty(), ""))).endsWith(" root=/dev/sda");
        assertThat(after("-append", arguments(Optional.empty(), "root=/dev/sda1 rw")))
                .endsWith(" root=/dev/sda root=/dev/sda1 rw");
    }

    @Test
    void anInitrdIsLoadedWhereThereIsOne() {
        assertThat(arguments(Optional.empty(), "")).doesNotContain("-initrd");
        assertThat(after("-initrd", arguments(Optional.of(Path.of("/boot/initrd")), "")))
                .isEqualTo("/boot/initrd");
    }
}
