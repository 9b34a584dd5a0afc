package culprit.report.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The lines of a console that belong to one crash; confined to the call that made it.
 *
 * <p>A report has no end mark: it is what the same task or CPU prints up to the end of the console.
 */
final class ReportCut {
    private static final int LINES_BEFORE = 5;
    /** One task's own lines before it crashed tell what it was doing. */
    private static final int TASK_LINES_BEFORE = 50;

    /** Behind that many lines the stack of a panic only repeats the report's own. */
    private static final int WHOLE_REPORT = 22;

    private static final int WHOLE_KMSAN_REPORT = 16;
    private static final List<String> REPEATS_STACK =
            List.of("Kernel panic - not syncing", "WARNING: possible circular locking dependency detected");

    /** Messages that follow within the report of the same bug. */
    private static final List<String> SAME_REPORT = List.of(
            "invalid opcode: 0000",
            "Kernel panic - not syncing",
            "unregister_netdevice: waiting for",
            "PANIC: double fault",
            "Internal error:");

    private final Console console;
    private final Detectors detectors;
    private final Detectors.CrashLine crash;
    private final KernelLine head;
    private final int wholeReport;
    private final List<String> body = new ArrayList<>();
    private int counted = 1;
    private boolean allCpus;
    private boolean closed;
    private int titleLines = -1;
    private int end;

    ReportCut(Console console, Detectors detectors, Detectors.CrashLine crash) {
        this.console = console;
        this.detectors = detectors;
        this.crash = crash;
        String raw = console.text(crash.start(), crash.end());
        head = KernelLine.of(raw);
        wholeReport = raw.contains("BUG: KMSAN:") ? WHOLE_KMSAN_REPORT : WHOLE_REPORT;
        end = crash.end();
        keep(head);
        int start = crash.end() + 1;
        while (start < console.length()) {
            int lineEnd = console.lineEnd(start);
            follow(start, lineEnd);
            start = lineEnd + 1;
        }
    }

    /** The lines of the report, the crash line first, without prefixes. */
    List<String> body() {
        return List.copyOf(body);
    }

    /**
     * The part of the body that surely is of this crash: without printers named, it ends where another report begins.
     */
    List<String> titlePart() {
        return List.copyOf(titleLines < 0 ? body : body.subList(0, titleLines));
    }

    /** Where the last line ends that announces any crash. */
    int end() {
        return end;
    }

    /** The console from the crash line to {@link #end()}, as it is. */
    List<String> rawLines() {
        List<String> lines = new ArrayList<>();
        for (int start = crash.start(); start < end; ) {
            int lineEnd = console.lineEnd(start);
            lines.add(console.text(start, lineEnd));
            start = lineEnd + 1;
        }
        return lines;
    }

    /** What the same printer said just before, not before an offset. */
    List<String> linesBefore(int floor) {
        int wanted = head.fromTask() ? TASK_LINES_BEFORE : LINES_BEFORE;
        List<String> lines = new ArrayList<>();
        int lineEnd = crash.start() - 1;
        while (lineEnd >= floor && lines.size() < wanted) {
            int start = console.lineStart(lineEnd, floor);
            KernelLine line = KernelLine.of(console.text(start, lineEnd));
            if (line.context().equals(head.context()) && !line.text().isEmpty() && !line.questionable()) {
                lines.add(line.text());
            }
            lineEnd = start - 1;
        }
        Collections.reverse(lines);
        return lines;
    }

    private void follow(int start, int lineEnd) {
        if (console.landmarksIn(start, lineEnd) != 0) {
            meet(start, lineEnd);
        }
        if (!closed) {
            filter(KernelLine.of(console.text(start, lineEnd)));
        }
    }

    /** A line that may announce something: moves the end, and may end the title part. */
    private void meet(int start, int lineEnd) {
        boolean announces = detectors.firing(console, start, lineEnd).isPresent();
        if (announces) {
            end = lineEnd;
        }
        if (titleLines >= 0 || head.hasPrinter()) {
            return;
        }
        String raw = console.text(start, lineEnd);
        boolean another = announces
                && !Detectors.isReplayed(console, lineEnd)
                && SAME_REPORT.stream().noneMatch(raw::contains);
        if (another || Detectors.carriesOtherStack(raw)) {
            titleLines = body.size();
        }
    }

    private void filter(KernelLine line) {
        boolean otherCpu = allCpus && line.fromCpu();
        if (line.questionable() || (!line.context().equals(head.context()) && !otherCpu)) {
            return;
        }
        counted++;
        if (line.text().contains("Disabling lock debugging due to kernel taint")) {
            return;
        }
        if (counted > wholeReport && REPEATS_STACK.stream().anyMatch(line.text()::contains)) {
            closed = true;
            return;
        }
        keep(line);
    }

    private void keep(KernelLine line) {
        body.add(line.text());
        allCpus |= line.text().contains("Sending NMI from CPU");
    }
}
