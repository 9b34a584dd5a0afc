/**
 * What we say about a bisection: its events, and every way to write them.
 *
 * <p>It knows nothing of git, QEMU or how verdicts are made.
 */
@NullMarked
package culprit.report;

import org.jspecify.annotations.NullMarked;
