/**
 * The procedure of a bisection: what is tested next, what the evidence means, when it ends and with which answer.
 *
 * <p>It decides and does nothing else: commits and their order come from a {@link culprit.git.History}, evidence from a
 * {@link culprit.driver.procedure.Tester}, and whatever happens is told as events. It reads no clock, no environment and
 * no chance, so that the same answers always give the same events.
 */
@NullMarked
package culprit.driver.procedure;

import org.jspecify.annotations.NullMarked;
