/**
 * From a source tree to a kernel: make, its errors, and the signature of what it built.
 *
 * <p>It knows nothing of commits: a source tree is a directory.
 */
@NullMarked
package culprit.vm.build;

import org.jspecify.annotations.NullMarked;
