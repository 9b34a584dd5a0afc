/**
 * From the functions that a crash report names to lines of source.
 *
 * <p>It knows nothing of how kernels are built or crashes recognised: a report is lines of text.
 */
@NullMarked
package culprit.vm.symbols;

import org.jspecify.annotations.NullMarked;
