package culprit.driver.procedure;

import culprit.git.Commit;
import culprit.report.Run;
import java.util.List;
import java.util.Optional;

/**
 * What to find out about a commit.
 *
 * @param commit the commit
 * @param runs how many runs of the reproducer in all, at least 1
 * @param build what is known already about the build; its kernel is kept if it is still there
 * @param done the runs that are known already; they are part of the answer
 */
public record TestRequest(Commit commit, int runs, Optional<Build> build, List<Run> done) {
    public TestRequest {
        done = List.copyOf(done);
    }

    /** A request about a commit of which nothing is known. */
    public TestRequest(Commit commit, int runs) {
        this(commit, runs, Optional.empty(), List.of());
    }

    /** The same request when so much is known. */
    public TestRequest knowing(Build known, List<Run> finished) {
        return new TestRequest(commit, runs, Optional.of(known), finished);
    }
}
