/**
 * A bisection that weighs evidence: only the crash that is looked for counts, how often it shows is learnt, commits are
 * chosen by what their test can tell, and a culprit is checked before it is named. What it decides follows from the
 * history and the test results alone.
 */
@NullMarked
package culprit.driver.investigation;

import org.jspecify.annotations.NullMarked;
