package culprit.driver;

import culprit.git.HistoryWriter;
import culprit.git.HistoryWriter.About;
import culprit.git.HistoryWriter.Signature;
import culprit.vm.TinyGuest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/**
 * A repository whose "kernels" build in a moment with real make and gcc, boot in a real QEMU, and print what a kernel
 * would. A commit consists of what its kernel prints.
 */
final class TinyKernels implements AutoCloseable {
    static final String READY = "[    0.100000] Run /init as init process\n" + TinyGuest.READY;
    static final String GOOD = READY + TinyGuest.exit(0);

    /** The reproducer ends with an error. */
    static final String FAILING = READY + TinyGuest.exit(3);

    /** The kernel does not have the system calls io_uring_setup and bpf; of these its source has the second. */
    static final String LACKING = READY + TinyGuest.says("missing 425 321") + TinyGuest.exit(0);

    static final String BAD = READY + """
            [    0.200000][   T42] BUG: kernel NULL pointer dereference, address: 0000000000000018
            [    0.200000][   T42] RIP: 0010:pipe_ioctl+0x4f/0xa0
            [    0.200000][   T42] Call Trace:
            [    0.200000][   T42]  <TASK>
            [    0.200000][   T42]  __x64_sys_ioctl+0x55/0x80
            [    0.200000][   T42]  </TASK>
            """ + TinyGuest.RESTART;

    /** Builds, but never comes up. */
    static final String HANGING = "[    0.000000] Linux version 6.1.0\n";

    /** A script that the makefile refuses. */
    static final String UNBUILDABLE = "";

    private static final String MAKEFILE = """
            olddefconfig:
            \t@:
            vmlinux: FORCE
            \t@test -s script || { echo "guest.c:7:1: error: expected ';' before '}' token"; false; }
            \tcp guest.c script $(O)/ && cd $(O) && $(CC) COMPILING
            \tcd $(O) && $(CC) -m32 -g -c $(CURDIR)/fs/pipe.S -o pipe.o
            \tcd $(O) && LINKING guest.o pipe.o
            \tmkdir -p $(O)/arch/x86/include/generated/uapi/asm
            \techo '#define __NR_bpf 321' >$(O)/arch/x86/include/generated/uapi/asm/unistd_64.h
            bzImage: vmlinux
            \tmkdir -p $(O)/arch/x86/boot && cp $(O)/vmlinux $(O)/arch/x86/boot/bzImage
            FORCE:
            """.replace(
                    "COMPILING", "'" + String.join("' '", TinyGuest.compiling()) + "'")
            .replace("LINKING", String.join(" ", TinyGuest.linking("vmlinux")));

    /** The function that {@link #BAD} names, with the line that it means. */
    private static final String PIPE = """
            \t.text
            \t.type pipe_ioctl, @function
            pipe_ioctl:
            \t.skip 0x4f, 0x90
            \tnop
            \t.skip 0x50, 0x90
            \t.size pipe_ioctl, . - pipe_ioctl
            """;

    private static final OffsetDateTime START = OffsetDateTime.parse("2022-10-01T12:00:00+02:00");

    private final HistoryWriter writer;
    private int minutes;
    private String head;

    /** Starts a history with a kernel that prints {@code script}. */
    TinyKernels(Path directory, String script) throws IOException {
        writer = HistoryWriter.create(directory);
        file("Makefile", MAKEFILE);
        writer.addFile("guest.c", HistoryWriter.Kind.REGULAR, TinyGuest.source());
        file("fs/pipe.S", PIPE);
        file("script", script);
        head = writer.commit(about("the first"));
    }

    /** A makefile whose build never ends, with a child that does not either. */
    static final String ENDLESS_BUILD = "olddefconfig:\n\t@:\nvmlinux bzImage:\n\t@sleep 600 & sleep 600\n";

    private void file(String path, String content) throws IOException {
        writer.addFile(path, HistoryWriter.Kind.REGULAR, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private About about(String title) {
        minutes++;
        Signature ada = new Signature("Ada", "ada@example.org", START.plusMinutes(minutes));
        return new About(title + "\n\nSigned-off-by: Ada <ada@example.org>\n", ada, ada);
    }

    /** A commit on top: from here on kernels print {@code script}. */
    TinyKernels commit(String title, String script) throws IOException {
        return change(title, "script", script);
    }

    /** A commit on top that gives a file a new content. */
    TinyKernels change(String title, String path, String content) throws IOException {
        head = writer.commit(about(title), List.of(head), Map.of(path, content.getBytes(StandardCharsets.ISO_8859_1)));
        return this;
    }

    TinyKernels tag(String name) {
        writer.tag(name, head);
        return this;
    }

    void done() throws IOException {
        writer.finish(head);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
