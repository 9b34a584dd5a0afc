package culprit.driver.belief;

import java.util.List;

/**
 * What a strategy wants next.
 *
 * @param kind what is asked or said
 * @param commits the one to test or the one that is named; of a range all that are left, in order
 * @param runs of a test, at least 1: the batch ends with the first crash of the bug, which proves it. 0 for others
 * @param confidence the chance, from 0 to 1, that the culprit is among the commits; 0 for a test
 */
public record Step(Kind kind, List<Integer> commits, int runs, double confidence) {
    public Step {
        commits = List.copyOf(commits);
    }

    /** What a step can be. */
    public enum Kind {
        /** Test this commit. */
        TEST,
        /** This commit is the culprit; if it is one of the good commits, the bug is older than the range. */
        NAMED,
        /** The culprit is one of these, and no test can say which. */
        RANGE
    }

    /** The only commit of a test or a name. */
    public int commit() {
        return commits.get(0);
    }

    static Step test(int commit, int runs) {
        return new Step(Kind.TEST, List.of(commit), runs, 0);
    }

    static Step named(int commit, double confidence) {
        return new Step(Kind.NAMED, List.of(commit), 0, confidence);
    }

    static Step range(List<Integer> commits, double confidence) {
        return new Step(Kind.RANGE, commits, 0, confidence);
    }
}
