package culprit.driver;

import culprit.git.Commit;
import culprit.vm.build.BuildResult;

/** Answers questions about commits, by building and running kernels or from a record. Used by one thread. */
public interface Tester {
    /**
     * Builds a commit's kernel and lets it run the reproducer. A kernel that does not build, boot or crash is an answer;
     * an exception ends the bisection.
     */
    TestResult test(TestRequest request) throws InfraException, InterruptedException;

    /** Builds a commit's kernel without running it. */
    BuildResult build(Commit commit) throws InfraException, InterruptedException;
}
