package culprit.report.crash;

import static culprit.report.crash.Format.when;
import static culprit.report.crash.FrameSearch.TRACE;
import static culprit.report.crash.Step.TRACE_HEADER;
import static culprit.report.crash.Step.WALK;

import java.util.List;

/**
 * The messages that begin {@code WARNING:}.
 *
 * <p>WARN() prints {@code WARNING: CPU: 1 PID: 2 at FILE:LINE FUNC+0x…}, newer kernels
 * {@code WARNING: FILE:LINE at FUNC+0x…}.
 */
final class WarningFormats {
    private static final FrameSearch WARN = FrameSearch.WARNING;

    /** Warnings of library code that its callers are to blame for. */
    private static final List<Format> MISUSED_CODE = List.of(
            when("WARNING: …lib/debugobjects\\.c… (?:debug_print|debug_check|at)")
                    .title("WARNING: ODEBUG bug in {F}")
                    .blame(WARN.skipping("debug_ rcu hrtimer_ timer_ work_ percpu_ vunmap vfree __free_ kobject_")),
            when("WARNING: …mm/usercopy\\.c… (?:usercopy_warn|at)")
                    .title("WARNING: bad usercopy in {F}")
                    .blame(WARN.skipping("usercopy __check")),
            when("WARNING: …lib/kobject\\.c… (?:kobject_|at)")
                    .title("WARNING: kobject bug in {F}")
                    .blame(WARN.skipping("kobject_")),
            when("WARNING: …fs/proc/generic\\.c… (?:proc_register|at)")
                    .title("WARNING: proc registration bug in {F}")
                    .blame(WARN.skipping("proc_")),
            when("WARNING: …lib/refcount\\.c… (?:refcount_|at)")
                    .title("WARNING: refcount bug in {F}")
                    .blame(WARN.skipping("refcount kobject_")),
            when("WARNING: …kernel/locking/lockdep\\.c…lock_")
                    .title("WARNING: locking bug in {F}")
                    .blame(WARN.skipping("lock_sock release_sock")),
            when("WARNING: …still has locks held!")
                    .with("WARNING: …still has locks held!", "at: {FUNC}")
                    .title("WARNING: still has locks held in {1}"),
            when("WARNING: Nested lock was not taken")
                    .title("WARNING: nested lock was not taken in {F}")
                    .blame(WARN),
            when("WARNING: lock held when returning to user space")
                    .with(
                            "WARNING: lock held when returning to user space",
                            "leaving the kernel with locks still held",
                            "at: (?:{PC} +)?{FUNC}")
                    .title("WARNING: lock held when returning to user space in {1}")
                    .noTrace(),
            when("WARNING: …mm/…\\.c… k?.?malloc")
                    .title("WARNING: kmalloc bug in {F}")
                    .blame(WARN.skipping("kmalloc krealloc slab kmem")),
            when("WARNING: …mm/vmalloc\\.c…__vmalloc_node")
                    .title("WARNING: zero-size vmalloc in {F}")
                    .blame(WARN),
            when("WARNING: … usb_submit_urb")
                    .title("WARNING in {F}/usb_submit_urb")
                    .blame(WARN.skipping(
                            "usb_submit_urb usb_start_wait_urb usb_bulk_msg usb_interrupt_msg usb_control_msg")));

    /** WARN() in any other place. */
    private static final List<Format> PLAIN = List.of(
            when("WARNING: {SRC} at 0x[0-9a-f]+, CPU#[0-9]+")
                    .title("WARNING in {F}")
                    .blame(WARN),
            when("WARNING: … at {SRC} {FUNC}").title("WARNING in {F}").blame(WARN),
            when("WARNING: {SRC} at {FUNC}").title("WARNING in {F}").blame(WARN),
            when("WARNING: \\[…\\] {SRC} at {FUNC}").title("WARNING in {F}").blame(WARN));

    /** What lockdep and the RCU checks find. */
    private static final List<Format> LOCKDEP = List.of(
            when("WARNING: possible circular locking dependency detected")
                    .with("WARNING: possible circular locking dependency detected", "is trying to acquire lock")
                    .title("possible deadlock in {F}")
                    // The lock wanted, else the lock held: work queues take the former on behalf of others.
                    .blame(FrameSearch.by(Step.to("at: (?:{PC} +)?{FUNC}"), Step.to("at: (?:{PC} +)?{FUNC}"), WALK)
                            .skipping("process_one_work flush_workqueue drain_workqueue destroy_workqueue")),
            when("WARNING: possible irq lock inversion dependency detected")
                    .with(
                            "WARNING: possible irq lock inversion dependency detected",
                            "just changed the state of lock",
                            "at: (?:{PC} +)?{FUNC}")
                    .title("possible deadlock in {1}"),
            when("WARNING: SOFTIRQ-safe -> SOFTIRQ-unsafe lock order detected")
                    .with(
                            "WARNING: SOFTIRQ-safe -> SOFTIRQ-unsafe lock order detected",
                            "is trying to acquire",
                            "at: (?:{PC} +)?{FUNC}")
                    .title("possible deadlock in {1}")
                    .until("2021-01-05"),
            when("WARNING: …-safe -> …-unsafe lock order detected")
                    .title("possible deadlock in {F}")
                    .blame(FrameSearch.by(Step.to("which became …at:"), WALK))
                    .since("2021-01-05"),
            when("WARNING: possible recursive locking detected")
                    .with(
                            "WARNING: possible recursive locking detected",
                            "is trying to acquire lock",
                            "at: (?:{PC} +)?{FUNC}")
                    .title("possible deadlock in {1}"),
            when("WARNING: inconsistent lock state")
                    .with("WARNING: inconsistent lock state", "takes", "at: (?:{PC} +)?{FUNC}")
                    .title("inconsistent lock state in {1}")
                    .until("2022-10-01"),
            when("WARNING: inconsistent lock state")
                    .with("WARNING: inconsistent lock state", "takes", "at: (?:{PC} +)?{FUNC}")
                    .title("inconsistent lock state in {F}")
                    .blame(TRACE)
                    .since("2022-10-01"),
            when("WARNING: suspicious RCU usage")
                    .with("WARNING: suspicious RCU usage", InfoFormats.SOURCE_LINE)
                    .title("WARNING: suspicious RCU usage in {F}")
                    .blame(TRACE.skipping("rcu kmem slab")),
            when("WARNING: kernel stack regs at [0-9a-f]+ in [^ ]* has bad '([^']*)' value")
                    .title("WARNING: kernel stack regs has bad '{1}' value")
                    .noTrace(),
            when("WARNING: kernel stack frame pointer at [0-9a-f]+ in [^ ]* has bad value")
                    .title("WARNING: kernel stack frame pointer has bad value")
                    .noTrace(),
            when("WARNING: bad unlock balance detected!")
                    .title("WARNING: bad unlock balance in {F}")
                    .blame(FrameSearch.by(Step.to("{PC} +{FUNC}"), TRACE_HEADER, WALK)),
            when("WARNING: held lock freed!")
                    .with("WARNING: held lock freed!", "at:(?: {PC})? +{FUNC}")
                    .title("WARNING: held lock freed in {1}"),
            when("WARNING: kernel stack regs …has bad 'bp' value")
                    .title("WARNING: kernel stack regs has bad value")
                    .noTrace(),
            when("WARNING: kernel stack frame pointer …has bad value")
                    .title("WARNING: kernel stack regs has bad value")
                    .noTrace(),
            when("WARNING:[ \\t\\f]*$").title("WARNING: corrupted").damaged());

    static final Detector WARNING = Detector.inGroups("WARNING:", List.of(MISUSED_CODE, PLAIN, LOCKDEP))
            .except(
                    "WARNING: /etc/ssh/moduli does not exist, using fixed modulus",
                    "WARNING: [Tt]he mand mount option",
                    "WARNING: Unsupported flag value\\(s\\) of 0x%x in DT_FLAGS_1",
                    "WARNING: Unprivileged eBPF is enabled with eIBRS",
                    "^…WARNING: fbcon: Driver '…' missed to adjust virtual screen size",
                    "^…WARNING: See https… for mitigation options",
                    "WARNING: kernel not compiled with CPU_SRSO",
                    "EXT4-[Ff][Ss](?: \\([^)]*\\))?:",
                    "XFS \\([^)]*\\): WARNING",
                    "(?i)^…warning: … uses deprecated v2 capabilities",
                    "(?i)^…warning: … uses wireless extensions")
            .except(
                    Dialect.Days.since("2019-11-08"),
                    "WARNING: workqueue cpumask: online intersect > possible intersect");

    private WarningFormats() {}
}
