/**
 * From a built kernel to run outcomes: guest, reproducer, console.
 *
 * <p>It knows nothing of commits, verdicts or logs.
 */
@NullMarked
package culprit.vm;

import org.jspecify.annotations.NullMarked;
