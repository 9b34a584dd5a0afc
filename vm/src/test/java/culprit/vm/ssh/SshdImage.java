package culprit.vm.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.vm.Command;
import culprit.vm.Commands;
import culprit.vm.DebianRoot;
import culprit.vm.Kernel;
import culprit.vm.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Debian that does nothing but let ssh in, with Debian's own kernel for clouds, which needs its initrd and has drivers
 * for paravirtual network cards only.
 */
record SshdImage(Kernel kernel, Disk disk) {
    /** On the kernel's command line: the root file system stays as the kernel has mounted it. */
    static final String READ_ONLY = "culprit_read_only";

    private static final String INIT = """
            #!/bin/sh
            ip link set lo up
            ip link set eth0 up
            ip address add 10.0.2.15/24 dev eth0
            mount -t devpts devpts /dev/pts
            mkdir -p /dev/shm
            mount -t tmpfs tmpfs /dev/shm
            mkdir -p /run/sshd
            grep -q READ_ONLY /proc/cmdline || mount -o remount,rw /
            exec /usr/sbin/sshd -D
            """.replace("READ_ONLY", READ_ONLY);

    private static final List<String> PACKAGES = List.of("openssh-server", "iproute2", "linux-image-cloud-amd64");

    /** What the guest does not read. */
    private static final List<String> LEFT_OUT =
            List.of("./dev/*", "./usr/lib/modules", "./lib/modules", "./usr/share", "./var/cache", "./var/lib");

    /** Made in an empty directory. */
    static SshdImage make(Commands commands, Path directory) throws Exception {
        Programs.require("ssh", "scp", "ssh-keygen", "mke2fs", "tar");
        Path archive = DebianRoot.tar(commands, "sshd", PACKAGES);
        Path root = Files.createDirectories(directory.resolve("root"));
        Stream<String> extract = Stream.of("tar", "-xf", archive.toString(), "-C", root.toString());
        run(commands, directory, Stream.concat(extract, LEFT_OUT.stream().map(left -> "--exclude=" + left)));
        Path kernel = move(root.resolve("boot"), "vmlinuz-*", directory.resolve("kernel"));
        Path initrd = move(root.resolve("boot"), "initrd.img-*", directory.resolve("initrd"));
        Path key = directory.resolve("key");
        run(commands, directory, Stream.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()));
        Path home = Files.createDirectories(root.resolve("root/.ssh"));
        Files.copy(directory.resolve("key.pub"), home.resolve("authorized_keys"));
        Path init = Files.writeString(root.resolve("usr/sbin/init"), INIT);
        assertThat(init.toFile().setExecutable(true)).isTrue();
        Path image = directory.resolve("disk.ext4");
        run(
                commands,
                directory,
                Stream.of("mke2fs", "-q", "-t", "ext4", "-d", root.toString(), image.toString(), "300M"));
        run(commands, directory, Stream.of("rm", "-rf", root.toString()));
        Disk disk = new Disk(DiskImage.of(image), Optional.of(initrd), Login.of(key, "root", 22), "virtio-net-pci");
        return new SshdImage(new Kernel(kernel, ""), disk);
    }

    /** The same disk in a file of another format, which is made. */
    Disk asQcow2(Commands commands, Path file) throws Exception {
        Programs.require("qemu-img");
        String raw = disk.image().file().toString();
        run(
                commands,
                file.resolveSibling(""),
                Stream.of("qemu-img", "convert", "-q", "-f", "raw", "-O", "qcow2", raw, file.toString()));
        return new Disk(DiskImage.of(file), disk.initrd(), disk.login(), disk.networkCard());
    }

    private static Path move(Path directory, String pattern, Path target) throws Exception {
        try (var found = Files.newDirectoryStream(directory, pattern)) {
            return Files.move(found.iterator().next(), target);
        }
    }

    private static void run(Commands commands, Path directory, Stream<String> arguments) throws Exception {
        Path output = directory.resolve("tools.txt");
        Commands.Finished finished =
                commands.run(new Command(arguments.toList(), directory, Map.of(), output), Duration.ofMinutes(5));
        assertThat(finished.exitCode()).as(() -> "see " + output).isZero();
    }
}
