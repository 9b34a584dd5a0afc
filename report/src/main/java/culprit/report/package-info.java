/**
 * What we say about a bisection: its events, and every way to write them.
 *
 * <p>It knows nothing of git, QEMU or how verdicts are made.
 *
 * <p>Text that comes from a commit, a compiler or a guest is <em>raw</em>: a {@code String} with one char (U+0000 to
 * U+00FF) per byte, because kernel logs and commit messages need not be valid in any encoding and the log repeats them
 * byte for byte. {@link culprit.report.RawText} converts at the edges.
 */
@NullMarked
package culprit.report;

import org.jspecify.annotations.NullMarked;
