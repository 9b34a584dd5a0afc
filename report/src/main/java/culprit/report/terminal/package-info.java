/**
 * What a person at the terminal sees of a running bisection.
 *
 * <p>It knows events and the clock that it is given. It makes no log: nobody parses what it prints.
 */
@NullMarked
package culprit.report.terminal;

import org.jspecify.annotations.NullMarked;
