/**
 * Policies of bisection tried on synthetic histories, where the culprit is known: how often each is right, and what it
 * costs.
 *
 * <p>The policies are the real ones, driven as a bisection drives them; only the history and the answers of the runs are
 * made up, from a seed.
 */
@NullMarked
package culprit.driver.simulation;

import org.jspecify.annotations.NullMarked;
