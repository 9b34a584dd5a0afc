/**
 * The procedure of a bisection and the rules of its verdicts.
 *
 * <p>It knows neither JGit nor QEMU's options; both are behind the interfaces of their modules.
 */
@NullMarked
package culprit.driver;

import org.jspecify.annotations.NullMarked;
