/**
 * Which crashes are the bug that is looked for.
 *
 * <p>It knows titles and stacks only: nothing of commits' order, verdicts, logs or guests.
 */
@NullMarked
package culprit.driver.identity;

import org.jspecify.annotations.NullMarked;
