package culprit.driver.replay;

import culprit.driver.procedure.InfraException;
import culprit.git.HistoryException;
import java.util.Optional;

/** Remembers that something was asked for that the record does not hold. One replay's. */
final class RecordEnd {
    private Optional<String> missing = Optional.empty();

    /** What the record does not hold; the first such thing. */
    Optional<String> missing() {
        return missing;
    }

    private String note(String what) {
        if (missing.isEmpty()) {
            missing = Optional.of(what);
        }
        return "the record does not hold " + what;
    }

    /** To be thrown by a tester. */
    InfraException evidence(String what) {
        return new InfraException(note(what));
    }

    /** To be thrown by a history. */
    HistoryException history(String what) {
        return new HistoryException(note(what));
    }
}
