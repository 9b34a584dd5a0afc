/**
 * Checks what {@code git bisect log} has recorded: by itself, and against a history whose search goes through it again.
 *
 * <p>It knows the meaning of git's commands; their notation is {@link culprit.report.GitBisectLogReader}'s, and the
 * choice of commits {@link culprit.git.Search}'s.
 */
@NullMarked
package culprit.driver.gitlog;

import org.jspecify.annotations.NullMarked;
