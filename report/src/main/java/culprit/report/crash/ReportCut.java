package culprit.report.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The lines of a console that belong to one crash; confined to the call that made it.
 *
 * <p>A report has no end mark: it is what the same task or CPU prints up to the end of the console, but no more than
 * {@link #limit} allows.
 */
final class ReportCut {
    /** What was printed longer ago than that belongs to no report, in bytes (syzkaller's virtual machine layer). */
    static final int BEFORE = 1 << 20;

    /** Bytes of a report behind the last line that announces anything (there too). */
    private static final int AFTER = 128 << 10;

    /** Where a console does nothing but announce crashes, a report ends all the same. */
    static final int LONGEST = 1 << 20;

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
    private final int rest;

    ReportCut(Console console, Detectors detectors, Detectors.CrashLine crash) {
        this.console = console;
        this.detectors = detectors;
        this.crash = crash;
        String raw = console.text(crash.start(), crash.end());
        head = KernelLine.of(raw);
        wholeReport = raw.contains("BUG: KMSAN:") ? WHOLE_KMSAN_REPORT : WHOLE_REPORT;
        end = crash.end();
        keep(head);
        int start = console.after(crash.end());
        while (start < Math.min(console.length(), limit(crash.start(), end))) {
            int lineEnd = console.lineEnd(start);
            follow(start, lineEnd);
            start = console.after(lineEnd);
        }
        rest = start;
    }

    /**
     * No line that begins here or later belongs to a report.
     *
     * @param start where its first line begins
     * @param end where the last line ends that announces anything
     */
    static int limit(int start, int end) {
        return Math.min(end + AFTER, start + LONGEST);
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

    /** Where the first line begins that was not looked at. */
    int rest() {
        return rest;
    }

    /** The console from the crash line to {@link #end()}, as it is. */
    List<String> rawLines() {
        List<String> lines = new ArrayList<>();
        for (int start = crash.start(); start < end; ) {
            int lineEnd = console.lineEnd(start);
            lines.add(console.text(start, lineEnd));
            start = console.after(lineEnd);
        }
        return lines;
    }

    /** What the same printer said just before, not before an offset where a line starts. */
    List<String> linesBefore(int from) {
        int wanted = head.fromTask() ? TASK_LINES_BEFORE : LINES_BEFORE;
        int floor = Math.max(from, crash.start() - BEFORE);
        List<String> lines = new ArrayList<>();
        int lineEnd = crash.start() - 1;
        while (lineEnd >= floor && lines.size() < wanted) {
            int start = console.lineStart(lineEnd, floor);
            if (isWhole(start, lineEnd, from)) {
                KernelLine line = KernelLine.of(console.text(start, lineEnd));
                if (line.context().equals(head.context()) && !line.text().isEmpty() && !line.questionable()) {
                    lines.add(line.text());
                }
            }
            lineEnd = start - 1;
        }
        Collections.reverse(lines);
        return lines;
    }

    /** Of a broken line, or one whose start is too far away, nothing is quoted. */
    private boolean isWhole(int start, int lineEnd, int from) {
        boolean hasStart = start == from || console.isLineFeed(start - 1);
        return hasStart && console.isLineFeed(lineEnd) && lineEnd - start < Console.LONGEST_LINE;
    }

    private void follow(int start, int lineEnd) {
        long found = console.landmarksIn(start, lineEnd);
        if (detectors.mayMatter(found)) {
            meet(start, lineEnd, found);
        }
        if (!closed) {
            filter(KernelLine.of(console.text(start, lineEnd)));
        }
    }

    /** A line that may announce something: moves the end, and may end the title part. */
    private void meet(int start, int lineEnd, long found) {
        boolean announces = detectors.firing(console, start, lineEnd, found).isPresent();
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
