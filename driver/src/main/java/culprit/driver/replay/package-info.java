/**
 * Simulation: the real procedure over what a recorded log says that the outside world answered.
 *
 * <p>The record supplies nothing but these answers: what kernels did, what compilers and git said, how long it took.
 * Every decision, and every line of the log that is written, is the procedure's own, so that a difference to the recorded
 * log shows a difference of the rules.
 */
@NullMarked
package culprit.driver.replay;

import org.jspecify.annotations.NullMarked;
