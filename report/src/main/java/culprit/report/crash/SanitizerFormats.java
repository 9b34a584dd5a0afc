package culprit.report.crash;

import static culprit.report.crash.Format.when;
import static culprit.report.crash.Step.TRACE_HEADER;
import static culprit.report.crash.Step.WALK;

import java.util.List;

/** What the address, memory and thread sanitizers and the memory sampler print. All begin with {@code BUG:}. */
final class SanitizerFormats {
    private static final String KASAN_INVALID_FREE =
            "BUG: KASAN: (?:double-free or invalid-free|double-free|invalid-free) in {FUNC}";
    private static final FrameSearch KFENCE = FrameSearch.by(Step.to("BUG: KFENCE: [a-z -]+ in {FUNC}"), WALK);

    /** The use of the value, then where the value comes from. */
    private static final FrameSearch KMSAN =
            FrameSearch.by(WALK, Step.to("Uninit was created at:|Local variable …created at:"), WALK);

    static final List<Format> IN_ORDER = List.of(
            when("BUG: KASAN:")
                    .with("BUG: KASAN: ([a-z-]+) in {FUNC}", "(Read|Write) (?:of size [0-9a-f]+|at addr [0-9a-f]+)")
                    .title("KASAN: {1} {3} in {F}")
                    .alt("bad-access in {F}")
                    .blame(FrameSearch.by(Step.to("BUG: KASAN: [a-z-]+ in {FUNC}"), TRACE_HEADER, WALK)
                            .skipping("kernel_fault tag_check mem_abort ^el1_ ^el1h_")),
            when("BUG: KASAN:")
                    .with(KASAN_INVALID_FREE)
                    .title("KASAN: invalid-free in {F}")
                    .alt("invalid-free in {F}")
                    .blame(FrameSearch.by(Step.to(KASAN_INVALID_FREE), TRACE_HEADER, WALK)
                            .skipping("slab_ kfree vunmap vfree")),
            when("BUG: KASAN: ([a-z-]+) on address", "(Read|Write) of size [0-9]+")
                    .title("KASAN: {1} {2}"),
            when("BUG: KASAN: (.*)").title("KASAN: {1}").damaged(),
            when("BUG: KMSAN: kernel-usb-infoleak")
                    .with("BUG: KMSAN: kernel-usb-infoleak in {FUNC}")
                    .title("KMSAN: kernel-usb-infoleak in {F1}")
                    .alt("KMSAN origin in {F2}")
                    .blame(KMSAN.skipping("alloc_skb usb_submit_urb usb_start_wait_urb usb_bulk_msg"
                            + " usb_interrupt_msg usb_control_msg"))
                    .noTrace(),
            when("BUG: KMSAN:")
                    .with("BUG: KMSAN: ([a-z-]+) in {FUNC}")
                    .title("KMSAN: {1} in {F1}")
                    .alt("bad-access in {F1}")
                    .blame(KMSAN.skipping(
                            "alloc_skb netlink_ack netlink_rcv_skb _encrypt$ ^crypto_ ^cipher_ ^drbg_ ^rng_"))
                    .noTrace(),
            when("BUG: KCSAN:").with("BUG: KCSAN: (.*)").title("KCSAN: {1}").noTrace(),
            when("BUG: KFENCE: (use-after-free|out-of-bounds) (read|write) in {FUNC}")
                    .title("KFENCE: {1} {2} in {F}")
                    .alt("bad-access in {F}")
                    .blame(KFENCE),
            when("BUG: KFENCE: invalid free in {FUNC}")
                    .title("KFENCE: invalid free in {F}")
                    .alt("invalid-free in {F}")
                    .blame(KFENCE)
                    .noTrace(),
            when("BUG: KFENCE: invalid (read|write) in {FUNC}")
                    .title("KFENCE: invalid {1} in {F}")
                    .alt("bad-access in {F}")
                    .blame(KFENCE),
            when("BUG: KFENCE: memory corruption in {FUNC}")
                    .title("KFENCE: memory corruption in {F}")
                    .blame(KFENCE)
                    .noTrace());

    private SanitizerFormats() {}
}
