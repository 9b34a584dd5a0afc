/**
 * What is believed about where a bug came from, and what to test next: the posterior over a graph of commits and over the
 * rate at which the bug shows.
 *
 * <p>Numbers in, numbers out: it knows no git, no kernels, no files, no clock and no chance. The same evidence in the same
 * order always gives the same step.
 */
@NullMarked
package culprit.driver.belief;

import org.jspecify.annotations.NullMarked;
