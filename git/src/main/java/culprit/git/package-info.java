/**
 * History of a source tree: commits, release tags, the search for the first bad commit, and putting a commit into a directory.
 *
 * <p>The only package that knows JGit. It knows nothing of kernels, guests or logs.
 */
@NullMarked
package culprit.git;

import org.jspecify.annotations.NullMarked;
