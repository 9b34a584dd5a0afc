package culprit.report.crash;

import static culprit.report.crash.Format.when;
import static culprit.report.crash.Format.whenWrapped;
import static culprit.report.crash.FrameSearch.TRACE;
import static culprit.report.crash.Step.INSTRUCTION_POINTER;
import static culprit.report.crash.Step.WALK;

import java.util.List;

/** The messages that begin {@code INFO:}: lockdep before Linux 4.14, stalls and hangs. */
final class InfoFormats {
    /** That a source position stands on the line. Not {@code SRC}: this one stays linear wherever it is searched. */
    static final String SOURCE_LINE = "[A-Za-z0-9_/.-]\\.[a-z]+:[0-9]";

    private static final List<Format> LOCKDEP = List.of(
            when("INFO: possible circular locking dependency detected")
                    .with(
                            "INFO: possible circular locking dependency detected \\]",
                            "is trying to acquire lock",
                            "at: {PC} +{FUNC}")
                    .title("possible deadlock in {1}"),
            when("INFO: possible irq lock inversion dependency detected")
                    .with(
                            "INFO: possible irq lock inversion dependency detected \\]",
                            "just changed the state of lock",
                            "at: {PC} +{FUNC}")
                    .title("possible deadlock in {1}"),
            when("INFO: SOFTIRQ-safe -> SOFTIRQ-unsafe lock order detected")
                    .with(
                            "INFO: SOFTIRQ-safe -> SOFTIRQ-unsafe lock order detected \\]",
                            "is trying to acquire",
                            "at: {PC} +{FUNC}")
                    .title("possible deadlock in {1}"),
            when("INFO: possible recursive locking detected")
                    .with(
                            "INFO: possible recursive locking detected \\]",
                            "is trying to acquire lock",
                            "at: {PC} +{FUNC}")
                    .title("possible deadlock in {1}"),
            when("INFO: inconsistent lock state")
                    .with("INFO: inconsistent lock state \\]", "takes", "at: {PC} +{FUNC}")
                    .title("inconsistent lock state in {1}"));

    private static final List<Format> REST = List.of(
            when("INFO: rcu_(?:preempt|sched|bh|tasks) (?:self-)?detected(?: expedited)? stall")
                    .title("INFO: rcu detected stall in {F}")
                    .alt("stall in {F}")
                    // The stack of the stalled CPU stands inside the timer interrupt that noticed.
                    .blame(FrameSearch.by(Step.to("apic_timer_interrupt"), INSTRUCTION_POINTER, WALK)
                            .orElse(Step.to("apic_timer_interrupt|Exception stack|el1h_64_irq"), WALK)
                            .skipping("apic_timer_interrupt rcu")
                            .choosing(Chooser.STALL)),
            when("INFO: trying to register non-static key")
                    .title("INFO: trying to register non-static key in {F}")
                    .blame(TRACE.skipping("stack lock IRQ")),
            when("INFO: suspicious RCU usage")
                    .with("INFO: suspicious RCU usage", SOURCE_LINE)
                    .title("INFO: suspicious RCU usage in {F}")
                    .blame(TRACE.skipping("rcu kmem slab")),
            whenWrapped("INFO: task (?s:.{1,100}?) blocked (?:in I/O wait )?for more than [0-9]+ seconds")
                    .title("INFO: task hung in {F}")
                    .alt("hang in {F}")
                    .blame(TRACE.choosing(Chooser.HUNG_TASK)),
            whenWrapped("INFO: task (?s:.{1,100}?) can't die for more than .* seconds")
                    .title("INFO: task can't die in {F}")
                    .alt("hang in {F}")
                    .blame(TRACE.skipping("schedule")),
            when("INFO: (Freed|Allocated) in (.*)").title("INFO: {1} in {2}").damaged(),
            when("INFO:[ \\t\\f]*$").title("INFO: corrupted").damaged());

    static final Detector INFO = Detector.inGroups("INFO:", List.of(LOCKDEP, REST))
            .except(
                    "INFO: lockdep is turned off",
                    "INFO: Stall ended before state dump start",
                    "INFO: NMI handler",
                    "INFO: recovery required on readonly filesystem",
                    "^…(?:handler|interrupt)…took too long",
                    "^…INFO: sys_… is not present in /proc/kallsyms",
                    "INFO: no syscalls can create resource",
                    "_INFO:",
                    "rmt_storage:INFO:");

    private InfoFormats() {}
}
