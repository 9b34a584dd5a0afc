package culprit.driver.simulation;

import java.util.List;

/**
 * What a policy says in the end.
 *
 * @param commits the one that it names; several if it can only give a range; none if it gives up
 * @param confidence the chance, from 0 to 1, that it states for the culprit to be among them; NaN if it states none
 */
record Answer(List<Integer> commits, double confidence) {
    /** It gives up. */
    static final Answer NONE = new Answer(List.of(), Double.NaN);

    Answer {
        commits = List.copyOf(commits);
    }
}
