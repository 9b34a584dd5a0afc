package culprit.driver;

import culprit.vm.RunOutcome;
import culprit.vm.build.BuildResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The evidence of one test. It holds no verdict: what the evidence means is decided by {@link Verdicts}.
 *
 * @param build what the build gave
 * @param outcomes of the runs, in the order of their numbers; empty when the kernel did not build
 * @param elapsed wall time of the runs, the build not included
 * @param finished when the test ended
 */
public record TestResult(BuildResult build, List<RunOutcome> outcomes, Duration elapsed, Instant finished) {
    public TestResult {
        outcomes = List.copyOf(outcomes);
    }
}
