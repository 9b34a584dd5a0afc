package culprit.driver.belief;

import java.util.BitSet;

/**
 * What speaks for some commits before any is tested.
 *
 * @param share the chance, more than 0 and less than 1, that one of them is the culprit for this reason; each is then as
 *     likely as another. All others, and these as well, may be it without any reason
 * @param commits by number; those that cannot be the culprit are passed over
 */
public record Clue(double share, BitSet commits) {
    public Clue {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("expected a share between 0 and 1, got " + share);
        }
        commits = (BitSet) commits.clone();
    }
}
