package culprit.driver.audit;

import java.util.List;
import java.util.Optional;

/**
 * How far a recorded bisection can be believed.
 *
 * @param file the name of the log
 * @param score how likely it is that the commit it names is right, from 0 to 1; 0 if it names none
 * @param answer the commit it names, empty if none
 * @param reasons what speaks against it, the weightiest first, then what speaks for it
 * @param retest the commit to test again first; empty if there is none
 * @param error why the file could not be audited; empty if it could
 */
public record AuditResult(
        String file,
        double score,
        Verdict verdict,
        Optional<String> answer,
        List<Reason> reasons,
        Optional<String> retest,
        String error) {
    /** Keeps its own copy. */
    public AuditResult {
        reasons = List.copyOf(reasons);
    }

    /** The file is no log of a bisection, or cannot be read. */
    static AuditResult unreadable(String file, String error) {
        return new AuditResult(file, 0, Verdict.UNREADABLE, Optional.empty(), List.of(), Optional.empty(), error);
    }

    /** The score in words. */
    public enum Verdict {
        /** As believable as nine of ten right bisections. */
        LIKELY_RIGHT("likely right"),
        /** Much speaks against it, but nothing that its own commit shows. */
        DOUBTFUL("doubtful"),
        /** Little speaks for it, and what was seen at its own commit is against it. */
        LIKELY_WRONG("likely wrong"),
        /** No single commit is named. */
        NO_ANSWER("no answer"),
        /** There is no such log. */
        UNREADABLE("unreadable");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** As it is printed. */
        public String inWords() {
            return words;
        }
    }
}
