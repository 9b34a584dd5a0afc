package culprit.report.crash;

import java.util.List;
import java.util.regex.Pattern;

/** What a console says about the machine besides the crash itself, gathered line by line. */
final class Circumstances {
    private static final String PANIC = "Kernel panic - not syncing";
    private static final String CONSOLE_LOST = "serialport: VM disconnected.";

    private static final List<Pattern> NOT_THE_KERNEL =
            RuleFile.lines("not-the-kernel.txt").stream().map(Notation::compile).toList();

    /** Each line that tells something contains one of these. */
    static final List<String> LANDMARKS = List.of(
            PANIC,
            CONSOLE_LOST,
            "panic: ",
            "fatal error: ",
            "SIGBUS",
            "lowmemorykiller",
            "PANIC",
            "smashing",
            "process ");

    private boolean panicked;
    private boolean consoleLost;
    private boolean notTheKernel;

    /** Those of the lines between two offsets. */
    static Circumstances of(Console console, int from, int to) {
        Circumstances circumstances = new Circumstances();
        for (int start = from; start < to; ) {
            int end = console.lineEnd(start);
            circumstances.add(console, start, end, console.landmarksIn(start, end));
            start = console.after(end);
        }
        return circumstances;
    }

    /** Takes one more line with the landmarks in it. */
    void add(Console console, int start, int end, long landmarks) {
        long telling = landmarks & console.telling();
        if (telling == 0) {
            return;
        }
        String line = console.text(start, end, telling);
        panicked |= line.contains(PANIC);
        consoleLost |= line.contains(CONSOLE_LOST);
        notTheKernel = notTheKernel
                || NOT_THE_KERNEL.stream()
                        .anyMatch(pattern -> pattern.matcher(line).find());
    }

    /** Whether the kernel gave up. */
    boolean panicked() {
        return panicked;
    }

    /** Whether the virtual machine lost its console. */
    boolean consoleLost() {
        return consoleLost;
    }

    /** Whether memory ran out, or the tools on the machine broke. */
    boolean notTheKernel() {
        return notTheKernel;
    }
}
