/**
 * What is known of a bisection beyond the life of a process: its journal, the tests that need not be made again, and
 * where it stands.
 *
 * <p>It knows events and the questions of the procedure; neither guests nor git, and nothing of the work directory but
 * the journal's file.
 */
@NullMarked
package culprit.driver.journal;

import org.jspecify.annotations.NullMarked;
