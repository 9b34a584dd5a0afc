/**
 * A bisection on this machine: its settings and its work directory, tests in guests, what is opened and closed when.
 *
 * <p>It decides nothing about commits, see {@link culprit.driver.procedure}. It knows neither JGit nor QEMU's options;
 * both are behind the interfaces of their modules.
 */
@NullMarked
package culprit.driver;

import org.jspecify.annotations.NullMarked;
