package culprit.git;

import java.util.List;

/**
 * What a {@link Search} wants: a commit tested, or the answer.
 *
 * @param kind what this is
 * @param commit the commit to test or the answer, as {@link Kind} says
 * @param left N of "Bisecting: N revisions left to test after this"; 0 for other kinds than {@link Kind#TEST}
 * @param steps M of "(roughly M steps)"; 0 for other kinds than {@link Kind#TEST}
 * @param candidates with {@link Kind#ONLY_SKIPPED_LEFT} the commits among which the culprit is, in git's order; else
 *     empty
 * @param message what git says beside its usual lines, with good and bad for terms: a warning or the reason why it
 *     stops. Every line ends with '\n'; empty when git says nothing
 * @param complaints what git says while it checks {@code commit} out, such as of a directory that it cannot remove; every
 *     line ends with '\n'; only in recorded answers, else empty
 */
public record Next(
        Kind kind, String commit, int left, int steps, List<String> candidates, String message, String complaints) {
    /** What a search can ask for or end with. */
    public enum Kind {
        /** Test {@code commit}. */
        TEST,
        /** Test {@code commit}: a good commit is no ancestor of the bad one, so their merge base must be tested. */
        MERGE_BASE,
        /** {@code commit} is the first bad commit. */
        FOUND,
        /** Everything that is left was skipped; {@code commit} is the oldest known bad one. */
        ONLY_SKIPPED_LEFT,
        /** The bad commit {@code commit} is an ancestor of a good one: good and bad were probably mistaken. */
        GOOD_NOT_ANCESTOR,
        /** The merge base {@code commit} was found bad: the defect was fixed on the way to the good commits. */
        MERGE_BASE_BAD,
        /** Nothing is bad and not good: {@code commit} was both. */
        BOTH_GOOD_AND_BAD,
        /** No commit in the range changes the paths to which the search is limited; {@code commit} is the bad one. */
        NONE_TESTABLE;

        /** Whether {@code commit} is to be tested now; every other kind ends the search. */
        public boolean asksForTest() {
            return this == TEST || this == MERGE_BASE;
        }
    }

    public Next {
        candidates = List.copyOf(candidates);
    }

    /** An answer with no more to it than a commit and a message. */
    public Next(Kind kind, String commit, String message) {
        this(kind, commit, 0, 0, List.of(), message, "");
    }
}
