/**
 * How far a recorded bisection can be believed, from its log alone.
 *
 * <p>The log is read into facts ({@code AuditedLog}), these are reduced to a few signs ({@code Signs}), the signs are
 * weighed ({@code Credence}), and what speaks against the result, and for it, is said with the lines that show it
 * ({@code Argument}). It judges evidence only and knows no rules of any day: those are replayed elsewhere.
 */
@NullMarked
package culprit.driver.audit;

import org.jspecify.annotations.NullMarked;
