package culprit.report.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;

/** Console captures written for these tests, and what the parser makes of them. */
final class Captures {
    static final CrashParser PARSER = new CrashParser();

    /** An oops as the x86 kernel prints it, with the frames of a trace and a frame that is only a guess. */
    static final String OOPS = """
            [   10.000001] IPv6: ADDRCONF(NETDEV_UP): eth0: link is not ready
            [   12.345678] BUG: unable to handle kernel NULL pointer dereference at 0000000000000018
            [   12.345679] PGD 0 P4D 0
            [   12.345680] Oops: 0002 [#1] SMP
            [   12.345681] CPU: 0 PID: 77 Comm: syz.3.19 Not tainted 6.1.0 #1
            [   12.345682] RIP: 0010:mutex_lock+0x11/0x30
            [   12.345683] Code: 00 00 90 90
            [   12.345684] Call Trace:
            [   12.345685]  ? stray_guess+0x10/0x20
            [   12.345686]  widget_flush.isra.4+0x35/0x60 [widget]
            [   12.345687]  __x64_sys_widget+0x1c/0x20
            [   12.345688]  do_syscall_64+0x38/0x90
            [   12.345689]  entry_SYSCALL_64_after_hwframe+0x63/0xcd
            [   12.345690] Kernel panic - not syncing: Fatal exception
            """;

    private Captures() {}

    static byte[] bytes(String console) {
        return console.getBytes(ISO_8859_1);
    }

    static Optional<Crash> find(String console) {
        return PARSER.parse(bytes(console));
    }

    static Crash parse(String console) {
        return find(console).orElseThrow();
    }

    /** A report of one line, registers and a trace with these functions, as the x86 kernel prints it. */
    static String oops(String message, String at, String... callers) {
        StringBuilder text = new StringBuilder("[    1.000001] " + message + "\n");
        text.append("[    1.000002] RIP: 0010:").append(at).append("+0x12/0x340\n");
        text.append("[    1.000003] Call Trace:\n");
        for (String caller : callers) {
            text.append("[    1.000004]  ").append(caller).append("+0x5/0x60\n");
        }
        return text.append("[    1.000005] ---[ end trace 0 ]---\n").toString();
    }

    /** A report of one line and a trace without registers. */
    static String trace(String message, String... functions) {
        return oops(message, "x", functions).replaceFirst("\\[[ 0-9.]+\\] RIP: [^\n]*\n", "");
    }
}
