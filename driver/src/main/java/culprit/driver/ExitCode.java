package culprit.driver;

import culprit.report.Conclusion;

/** The exit codes of the program, which scripts and {@code git bisect run} rely on. */
public final class ExitCode {
    /** A culprit is named, and its checks passed. */
    public static final int CULPRIT = 0;
    /** A defect of this program. */
    public static final int INTERNAL = 1;
    /** The user asked for something impossible. */
    public static final int USAGE = 2;
    /** There is no crash where one was looked for: the bad commit does not crash, the console shows none. */
    public static final int NOT_REPRODUCED = 3;
    /** No single commit can be named. */
    public static final int INCONCLUSIVE = 4;
    /** This machine or its services are unfit. */
    public static final int UNFIT = 5;
    /** A culprit is named, but a check speaks against it. */
    public static final int DOUBTFUL = 6;
    /** 128 + SIGINT. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** The code that a conclusion ends with. */
    public static int of(Conclusion conclusion) {
        return switch (conclusion.kind()) {
            case CULPRIT -> conclusion.checks().areDoubtful() ? DOUBTFUL : CULPRIT;
            case CANDIDATES, OLDEST_RELEASE_BAD, HEAD_BAD, FAILED, UNTOLD -> INCONCLUSIVE;
            case NOT_REPRODUCED -> NOT_REPRODUCED;
        };
    }
}
