package culprit.report.crash;

import static culprit.report.crash.Format.when;
import static culprit.report.crash.FrameSearch.POINTER_AND_TRACE;
import static culprit.report.crash.FrameSearch.TRACE;
import static culprit.report.crash.Step.INSTRUCTION_POINTER;

import java.util.List;
import java.util.stream.Stream;

/** The messages that begin with none of the usual words: processor exceptions, BUG(), UBSAN, other programs. */
final class OtherFormats {
    private static final FrameSearch POINTER = FrameSearch.by(INSTRUCTION_POINTER);

    private static final List<Detector> EXCEPTIONS = List.of(
            Detector.of(
                    "Unable to handle kernel",
                    when("Unable to handle kernel (paging request|NULL pointer dereference)")
                            .with(
                                    "Unable to handle kernel (paging request|NULL pointer dereference)",
                                    "PC is at {FUNC}")
                            .title("unable to handle kernel {1} in {2}")
                            .until("2021-01-09"),
                    when("Unable to handle kernel (paging request|NULL pointer dereference|access to user memory)")
                            .title("BUG: unable to handle kernel {1} in {F}")
                            .alt("bad-access in {F}")
                            .blame(POINTER_AND_TRACE)
                            .since("2021-01-09")),
            Detector.of(
                            "general protection fault",
                            when("general protection fault…:")
                                    .title("general protection fault in {F}")
                                    .alt("bad-access in {F}")
                                    .blame(POINTER_AND_TRACE))
                    // A program's fault, not the kernel's.
                    .except("^…general protection fault…error:[0-9]+ in "),
            Detector.of(
                    "stack segment: ",
                    when("stack segment: ").title("stack segment fault in {F}").blame(POINTER_AND_TRACE)),
            PanicFormats.PANICS,
            Detector.of(
                    "PANIC: double fault",
                    when("PANIC: double fault")
                            .title("PANIC: double fault in {F}")
                            .blame(POINTER)));

    private static final List<Detector> ASSERTIONS = List.of(
            Detector.of(
                    "rust_kernel: panicked",
                    when("rust_kernel: panicked")
                            .withWrapped("rust_kernel: panicked at .*\\n(.*)")
                            .title("{1} in {F}")
                            .blame(TRACE.skipping("__rustc::rust_begin_unwind"))),
            Detector.of(
                    "kernel BUG",
                    when("kernel BUG at mm/usercopy\\.c")
                            .title("BUG: bad usercopy in {F}")
                            .blame(TRACE.skipping("usercopy __check")),
                    when("kernel BUG at lib/list_debug\\.c")
                            .title("BUG: corrupted list in {F}")
                            .alt("bad-access in {F}")
                            .blame(TRACE),
                    when("kernel BUG at (.*)").title("kernel BUG at {1}").until("2021-01-17"),
                    when("kernel BUG at (.*)")
                            .title("kernel BUG in {F}")
                            .blame(POINTER_AND_TRACE.skipping("^skb_"))
                            .since("2021-01-17")),
            Detector.of("Kernel BUG", when("Kernel BUG (.*)").title("kernel BUG {1}")),
            Detector.of(
                    "BUG kmalloc-", when("BUG kmalloc-…: Object already free").title("BUG: Object already free")));

    private static final List<Detector> TRAPS = List.of(
            Detector.of(
                    "divide error:",
                    when("divide error: ").title("divide error in {F}").blame(POINTER)),
            Detector.of(
                    "divide_error:",
                    when("divide_error: ").title("divide error in {F}").blame(POINTER)),
            Detector.of(
                    "invalid opcode:",
                    when("invalid opcode: ").title("invalid opcode in {F}").blame(POINTER)),
            Detector.of("int3:", when("int3: ").title("int3 in {F}").blame(POINTER_AND_TRACE)),
            Detector.of(
                    "UBSAN:",
                    when("UBSAN:")
                            .with("UBSAN: Undefined behaviour in")
                            .title("UBSAN: undefined-behaviour in {F}")
                            .blame(TRACE.skipping("ubsan overflow")),
                    when("UBSAN: array-index-out-of-bounds in")
                            .title("UBSAN: array-index-out-of-bounds in {F}")
                            .alt("bad-access in {F}")
                            .blame(TRACE.skipping("ubsan overflow")),
                    when("UBSAN:")
                            .with("UBSAN: (.*?) in")
                            .title("UBSAN: {1} in {F}")
                            .blame(TRACE.skipping("ubsan overflow"))));

    private static final List<Detector> MACHINE = List.of(
            Detector.of(
                            "Booting the kernel.",
                            when("^Booting the kernel")
                                    .title("unexpected kernel reboot")
                                    .noTrace())
                    .except("Parsing ELF", "Decompressing Linux", "Unknown parameter '"),
            Detector.of(
                    "unregister_netdevice: waiting for",
                    when("unregister_netdevice: waiting for … to become free")
                            .title("unregister_netdevice: waiting for DEV to become free")
                            .noTrace()),
            Detector.of(
                    "VFS: Close: file count is 0",
                    when("VFS: Close: file count is 0")
                            .title("VFS: Close: file count is zero (use-after-free)")
                            .noTrace()),
            Detector.of(
                    "VFS: Busy inodes after unmount",
                    when("VFS: Busy inodes after unmount")
                            .title("VFS: Busy inodes after unmount (use-after-free)")
                            .noTrace()));

    /** How 32 and 64 bit ARM name what a processor refuses to do. */
    private static final List<Detector> ARM = List.of(
            Detector.of(
                    "Internal error:",
                    when("Internal error:")
                            .title("Internal error in {F}")
                            .alt("bad-access in {F}")
                            .blame(POINTER_AND_TRACE)),
            Detector.of(
                    "Unhandled fault:",
                    when("Unhandled fault:")
                            .title("Unhandled fault in {F}")
                            .alt("bad-access in {F}")
                            .blame(POINTER_AND_TRACE)),
            Detector.of(
                    "Alignment trap:",
                    when("Alignment trap:").title("Alignment trap in {F}").blame(POINTER_AND_TRACE)));

    /** Programs that speak on the same console: the trusted OS beside the kernel, the test executor, gVisor. */
    private static final List<Detector> PROGRAMS = List.of(
            Detector.of(
                    "trusty: panic",
                    when("trusty: panic… ASSERT FAILED")
                            .with("trusty: panic \\(…\\):(?: DEBUG)? ASSERT FAILED at \\(…\\): (.*)")
                            .title("trusty: ASSERT FAILED: {1}")
                            .noTrace(),
                    when("trusty: panic… ASSERT FAILED.*: *(.*)")
                            .title("trusty: ASSERT FAILED: {1}")
                            .damaged(),
                    when("trusty: panic")
                            .with("trusty: panic \\(…\\): (.*)")
                            .title("trusty: panic: {1}")
                            .noTrace()),
            Detector.of(
                            "fatal error:",
                            when("fatal error:").title("go runtime error").noTrace())
                    .except("ALSA", "fatal error: cannot create timer"),
            Detector.of("SYZFAIL:", when("SYZFAIL:(.*)").title("SYZFAIL:{1}").noTrace()),
            Detector.of(
                    "SYZFATAL:",
                    when("SYZFATAL:(.*)").title("SYZFATAL:{1}").alt("SYZFATAL").noTrace()),
            Detector.of(
                            "panic:",
                            when("panic: Sentry detected …stuck task")
                                    .title("panic: Sentry detected stuck tasks")
                                    .noTrace(),
                            when("panic:(.*)").title("panic:{1}").noTrace())
                    .except("_panic:", "xlog_status:", "ddb\\.onpanic:", "evtlog_status:"));

    /** In the order in which they are asked. */
    static final List<Detector> IN_ORDER = Stream.of(EXCEPTIONS, ASSERTIONS, TRAPS, MACHINE, ARM, PROGRAMS)
            .flatMap(List::stream)
            .toList();

    private OtherFormats() {}
}
