package culprit.driver.audit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A made-up log of 2020 with a bug, one release and three steps; parts of it may be replaced. */
final class BisectionText {
    static final String BUG = "KASAN: use-after-free Read in gizmo_open";
    static final String START = "a".repeat(40);
    static final String OLD = "b".repeat(40);
    static final String FIRST = "c".repeat(40);
    static final String CULPRIT = "d".repeat(40);
    static final String PARENT = "e".repeat(40);

    private static final String REPORT = """
            BUG: KASAN: use-after-free in gizmo_open+0x1/0x2 drivers/gizmo/open.c:12
            Call Trace:
             dump_stack+0x1/0x2 lib/dump_stack.c:118
             gizmo_open+0x1/0x2 drivers/gizmo/open.c:12
             chrdev_open+0x1/0x2 fs/char_dev.c:414
            """;

    private BisectionText() {}

    /** A log in which nothing is doubtful. */
    static String clear() {
        return of(Map.of(), "drivers: gizmo: close what is open", List.of("drivers/gizmo/open.c"));
    }

    /**
     * A log whose culprit has this subject and changes these files.
     *
     * @param runs the lines with runs of commits whose runs are not all the bug, or all clean before the culprit
     */
    static String of(Map<String, String> runs, String subject, List<String> files) {
        return "bisecting cause commit starting from " + START + "\n"
                + "building syzkaller on " + "f".repeat(40) + "\n"
                + test(START, "1", runs.getOrDefault(START, all("crashed: " + BUG)))
                + "testing release v5.5\n"
                + test(OLD, "2", runs.getOrDefault(OLD, all("OK")))
                + "# git bisect start " + START + " " + OLD + "\n"
                + step(3, 2, FIRST)
                + test(FIRST, "3", runs.getOrDefault(FIRST, all("crashed: " + BUG)))
                + "# git bisect bad " + FIRST + "\n"
                + step(1, 1, CULPRIT)
                + test(CULPRIT, "4", runs.getOrDefault(CULPRIT, all("crashed: " + BUG)))
                + "# git bisect bad " + CULPRIT + "\n"
                + step(0, 0, PARENT)
                + test(PARENT, "5", runs.getOrDefault(PARENT, all("OK")))
                + "# git bisect good " + PARENT + "\n"
                + CULPRIT + " is the first bad commit\n"
                + "commit " + CULPRIT + "\n"
                + "Author: A <a@example.org>\n"
                + "Date:   Tue Dec 10 11:43:06 2019 +0100\n"
                + "\n"
                + "    " + subject + "\n"
                + "\n"
                + files.stream().map(file -> " " + file + " | 2 +-\n").collect(Collectors.joining())
                + " " + files.size() + " file changed, 1 insertion(+), 1 deletion(-)\n"
                + "culprit signature: " + "4".repeat(64) + "\n"
                + "parent  signature: " + "5".repeat(64) + "\n"
                + "revisions tested: 5, total time: 2h0m0s (build: 1h0m0s, test: 1h0m0s)\n"
                + "first bad commit: " + CULPRIT + " " + subject + "\n"
                + "cc: [\"a@example.org\"]\n"
                + "crash: " + BUG + "\n"
                + REPORT
                + "\n";
    }

    private static String test(String commit, String digit, String runs) {
        return "testing commit " + commit + " with gcc (GCC) 8.1.0\nkernel signature: " + digit.repeat(64) + "\n"
                + runs;
    }

    private static String step(int left, int steps, String commit) {
        return "Bisecting: " + left + (left == 1 ? " revision" : " revisions") + " left to test after this (roughly "
                + steps + (steps == 1 ? " step" : " steps") + ")\n[" + commit + "] next\n";
    }

    /** All runs ended like this. */
    static String all(String outcome) {
        return "all runs: " + outcome + "\n";
    }

    /** So many of ten runs crashed like this, the first ones; the others stayed clean. */
    static String some(int crashes, String title) {
        return IntStream.range(0, 10)
                .mapToObj(run -> "run #" + run + ": " + (run < crashes ? "crashed: " + title : "OK") + "\n")
                .collect(Collectors.joining());
    }
}
