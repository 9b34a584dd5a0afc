package culprit.driver.procedure;

import culprit.git.Commit;
import java.time.Duration;
import java.util.Optional;

/** Answers questions about commits, by building and running kernels or from a record. Used by one thread. */
public interface Tester {
    /**
     * Gets ready, before the first test.
     *
     * @return how that went
     */
    default Preparation prepare() throws InfraException, InterruptedException {
        return new Preparation(Duration.ZERO, Optional.empty());
    }

    /**
     * Builds a commit's kernel and lets it run the reproducer. A kernel that does not build, boot or crash is an answer;
     * an exception ends the bisection.
     */
    TestResult test(TestRequest request) throws InfraException, InterruptedException;

    /** Builds a commit's kernel without running it. */
    Build build(Commit commit) throws InfraException, InterruptedException;

    /**
     * What getting ready gave.
     *
     * @param elapsed wall time
     * @param error why no test is possible, raw; may have several lines
     */
    record Preparation(Duration elapsed, Optional<String> error) {}
}
