package culprit.driver.procedure;

import culprit.report.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The evidence of one test. It holds no verdict: what the evidence means is decided by {@link Judge}.
 *
 * @param build what the build gave
 * @param runs in their order; empty when there was no kernel or no guest
 * @param failure why there are no runs although there is a kernel, or why the whole bisection cannot go on
 * @param elapsed wall time of the runs, the build not included
 * @param finished when the test ended
 */
public record TestResult(Build build, List<Run> runs, Optional<Failure> failure, Duration elapsed, Instant finished) {
    public TestResult {
        runs = List.copyOf(runs);
    }

    /** A test that was made as it should be; without runs if there is no kernel. */
    public TestResult(Build build, List<Run> runs, Duration elapsed, Instant finished) {
        this(build, runs, Optional.empty(), elapsed, finished);
    }

    /**
     * What went wrong outside of the kernel.
     *
     * @param error raw; may have several lines
     * @param ends whether the bisection ends with it
     */
    public record Failure(String error, boolean ends) {}
}
