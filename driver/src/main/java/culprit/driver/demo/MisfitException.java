package culprit.driver.demo;

import culprit.driver.demo.Series.Change;

/** The history cannot be told on this source; the message names the commit, the file and the anchor. */
final class MisfitException extends Exception {
    private static final long serialVersionUID = 1;

    MisfitException(String problem) {
        super(problem);
    }

    /** The same problem, with the commit that has it. */
    MisfitException in(Change change) {
        return new MisfitException("commit \"" + change.subject() + "\": " + getMessage());
    }
}
