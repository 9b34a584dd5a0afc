/**
 * Looks whether this machine has what a bisection needs, and says what to do where it does not.
 *
 * <p>It changes nothing, and knows nothing of any bisection.
 */
@NullMarked
package culprit.driver.doctor;

import org.jspecify.annotations.NullMarked;
