/**
 * What is known of a bisection beyond the life of a process: its journal, and the tests that need not be made again
 * because of it.
 *
 * <p>It knows events and the questions of the procedure; neither guests nor repositories, and nothing of the work
 * directory but the journal's file.
 */
@NullMarked
package culprit.driver.journal;

import org.jspecify.annotations.NullMarked;
