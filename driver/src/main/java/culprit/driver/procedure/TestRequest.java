package culprit.driver.procedure;

import culprit.git.Commit;
import culprit.report.Run;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What to find out about a commit.
 *
 * @param commit the commit
 * @param runs how many runs of the reproducer in all, at least 1
 * @param certain says of some of the runs whether what they show is certain, whatever the others would give
 * @param build what is known already about the build; its kernel is kept if it is still there
 * @param done the runs that are known already; they are part of the answer
 */
public record TestRequest(
        Commit commit, int runs, Predicate<List<Run>> certain, Optional<Build> build, List<Run> done) {
    /** A constant, so that requests for all the runs are equal. */
    private static final Predicate<List<Run>> NEVER = TestRequest::never;

    public TestRequest {
        done = List.copyOf(done);
    }

    /** A request about a commit of which nothing is known, for all the runs. */
    public TestRequest(Commit commit, int runs) {
        this(commit, runs, NEVER, Optional.empty(), List.of());
    }

    /** The same request when so much is known. */
    public TestRequest knowing(Build known, List<Run> finished) {
        return new TestRequest(commit, runs, certain, Optional.of(known), finished);
    }

    /** The same request, for no more runs than are needed to be certain. */
    public TestRequest endingWhen(Predicate<List<Run>> isCertain) {
        return new TestRequest(commit, runs, isCertain, build, done);
    }

    /** Whether no run is missing beside these. */
    public boolean isAnsweredBy(List<Run> finished) {
        return finished.size() == runs || certain.test(finished);
    }

    private static boolean never(List<Run> some) {
        return false;
    }
}
