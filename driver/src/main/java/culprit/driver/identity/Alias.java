package culprit.driver.identity;

import culprit.report.crash.CrashSignature;
import culprit.report.crash.Likeness;

/**
 * A title under which the bug was seen, other than where it was found.
 *
 * @param commit where it was seen first
 * @param signature the crash with the new title
 * @param model the title of the bug that it is like
 * @param likeness how much it is like it; a crash that is only {@link Likeness#RELATED} showed together with the bug
 */
public record Alias(String commit, CrashSignature signature, String model, Likeness likeness) {
    /** Why it is taken for the bug, in words. */
    public String reason() {
        return likeness == Likeness.ALIKE
                ? "like \"" + model + "\""
                : "akin to \"" + model + "\", and one kernel showed both";
    }
}
