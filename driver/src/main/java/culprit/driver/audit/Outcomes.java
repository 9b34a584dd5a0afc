package culprit.driver.audit;

import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.crash.CrashSignature;
import java.util.ArrayList;
import java.util.List;

/** The runs of one test that ended alike; grows while the log is read. */
final class Outcomes {
    /** So many lines show it; more do not show it better. */
    private static final int LINES_KEPT = 10;

    private final Outcome outcome;
    private final CrashSignature signature;
    private final List<Long> lines = new ArrayList<>();
    private int count;

    Outcomes(Run run) {
        // What the log does not count as a crash was one all the same.
        outcome = run.outcome() == Outcome.IGNORED ? Outcome.CRASHED : run.outcome();
        signature = CrashSignature.ofTitle(run.title());
    }

    void add(long line) {
        count++;
        if (lines.size() < LINES_KEPT) {
            lines.add(line);
        }
    }

    boolean isCrash() {
        return outcome == Outcome.CRASHED;
    }

    boolean isClean() {
        return outcome == Outcome.OK;
    }

    CrashSignature signature() {
        return signature;
    }

    String title() {
        return signature.title();
    }

    List<Long> lines() {
        return List.copyOf(lines);
    }

    int count() {
        return count;
    }
}
