package culprit.report.crash;

import static culprit.report.crash.Format.when;
import static culprit.report.crash.FrameSearch.TRACE;

/** The last words of a kernel that gives up. */
final class PanicFormats {
    private static final String PANIC = "Kernel panic - not syncing: ";

    static final Detector PANICS = Detector.of(
            "Kernel panic",
            when(PANIC + "stack-protector:")
                    .with(PANIC + "stack-protector:…Kernel stack is corrupted in: {FUNC}")
                    .title("kernel panic: stack is corrupted in {1}")
                    .noTrace(),
            when(PANIC + "stack-protector:")
                    .with(PANIC + "stack-protector:…Kernel stack is corrupted in: [0-9a-f]")
                    .title("kernel panic: stack is corrupted in {F}")
                    .blame(TRACE.skipping("stack_chk")),
            when(PANIC + "corrupted stack end")
                    .with(PANIC + "corrupted stack end detected inside scheduler")
                    .title("kernel panic: corrupted stack end in {F}")
                    .alt("stack-overflow in {F}")
                    .blame(TRACE.skipping("schedule retint_kernel").choosing(Chooser.STALL)),
            when(PANIC + "kernel stack overflow")
                    .title("kernel stack overflow in {F}")
                    .alt("stack-overflow in {F}")
                    .blame(TRACE.skipping("bad_stack").choosing(Chooser.STALL)),
            when(PANIC + "Attempted to kill init!").title("kernel panic: Attempted to kill init!"),
            when(PANIC + "Couldn't open N_TTY ldisc for [^ ]+ --- error -[0-9]+")
                    .title("kernel panic: Couldn't open N_TTY ldisc"),
            // These three end another report, whose head is missing.
            when(PANIC + "Fatal exception")
                    .title("kernel panic: Fatal exception")
                    .damaged(),
            when(PANIC + "panic_on_warn set")
                    .title("kernel panic: panic_on_warn set")
                    .damaged(),
            when(PANIC + "hung_task: blocked tasks")
                    .title("kernel panic: hung_task: blocked tasks")
                    .damaged(),
            when(PANIC + "(.*)").title("kernel panic: {1}"));

    private PanicFormats() {}
}
