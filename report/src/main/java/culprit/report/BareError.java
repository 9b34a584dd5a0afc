package culprit.report;

import java.util.List;

/** The error that ended a bisection, as it comes without the log: in the same words as after {@code error: }. */
final class BareError {
    private static final List<String> STARTS = List.of(
            "bisection is taking too long",
            "config minimization failed: ",
            "couldn't get repo HEAD: ",
            "expected 1 merge base, ",
            "failed to ",
            "kernel clean failed: ",
            "more than 50% of runs failed with an infra error",
            "no release tags ",
            "no result for culprit commit",
            "oldest tested release had kernel build, boot or test errors",
            "syzkaller build failed: ",
            "the crash wasn't reproduced on the original commit",
            "timedout ",
            "unable to determine the verdict because of infra errors",
            "unsupported bisect compiler: ");

    private BareError() {}

    /** Whether such an error starts so; a compiler's error message counts too. */
    static boolean isStart(String line) {
        return STARTS.stream().anyMatch(line::startsWith)
                || (line.startsWith("commit ") && line.contains(" not reachable in branch "))
                || line.contains(": error: ")
                || line.contains(": fatal error: ");
    }
}
