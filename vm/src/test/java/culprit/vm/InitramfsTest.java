package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitramfsTest {
    private static final CpioArchiveEntry MISSING = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, "missing");

    @TempDir
    private Path directory;

    private Path write(String name) throws IOException, MachineException {
        Path busybox = Commands.find("busybox").orElse(Path.of("/nowhere"));
        assumeTrue(Files.exists(busybox), "busybox is not installed");
        return write(name, busybox);
    }

    private Path write(String name, Path busybox) throws IOException, MachineException {
        Path program = Files.writeString(directory.resolve("program"), "the reproducer");
        Path archive = directory.resolve(name);
        Path init = Files.writeString(directory.resolve("init"), "the init");
        Initramfs.write(archive, new Initramfs.UserSpace(init, busybox), program);
        return archive;
    }

    private static Map<String, CpioArchiveEntry> entries(Path archive) throws IOException {
        Map<String, CpioArchiveEntry> entries = new TreeMap<>();
        try (CpioArchiveInputStream in = new CpioArchiveInputStream(Files.newInputStream(archive))) {
            for (CpioArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), entry);
            }
        }
        return entries;
    }

    @Test
    void holdsInitBusyboxReproducerAndTheConsoleDevice() throws Exception {
        Map<String, CpioArchiveEntry> entries = entries(write("a.cpio"));
        assertThat(entries).containsKeys("init", "bin/busybox", "bin/sh", "reproducer", "dev", "proc", "sys", "tmp");
        CpioArchiveEntry console = entries.getOrDefault("dev/console", MISSING);
        assertThat(console.isCharacterDevice()).isTrue();
        assertThat(console.getRemoteDeviceMaj()).isEqualTo(5);
        assertThat(console.getRemoteDeviceMin()).isEqualTo(1);
        assertThat(entries.getOrDefault("bin/sh", MISSING).isSymbolicLink()).isTrue();
        assertThat(entries.getOrDefault("reproducer", MISSING).getMode() & 0777).isEqualTo(0755);
        assertThat(entries.getOrDefault("reproducer", MISSING).getSize()).isEqualTo("the reproducer".length());
    }

    @Test
    void theSameFilesGiveTheSameBytes() throws Exception {
        assertThat(Files.readAllBytes(write("a.cpio"))).isEqualTo(Files.readAllBytes(write("b.cpio")));
    }

    @Test
    void aDynamicallyLinkedBusyboxIsRefusedWithTheWayOut() {
        Path dynamic = Commands.find("gcc").orElse(Path.of("/nowhere"));
        assumeTrue(Files.exists(dynamic), "gcc, as an example of a dynamic executable, is not installed");
        assertThatThrownBy(() -> write("a.cpio", dynamic))
                .isInstanceOf(MachineException.class)
                .hasMessageContaining("busybox-static");
    }

    @Test
    void aShellScriptForBusyboxIsRefused() throws IOException {
        Path script = Files.writeString(directory.resolve("busybox"), "#!/bin/sh\n", StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> write("a.cpio", script))
                .isInstanceOf(MachineException.class)
                .hasMessageContaining(script.toString());
    }
}
