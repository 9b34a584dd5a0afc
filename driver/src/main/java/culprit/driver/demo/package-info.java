/**
 * What {@code culprit demo} works on: a kernel repository with a bug in its history, made from a distribution's source
 * package, and the configuration and reproducer that go with it.
 *
 * <p>The history itself is data, in {@code history.toml} beside the compiled classes. This package does not know how a
 * bisection works.
 */
@NullMarked
package culprit.driver.demo;

import org.jspecify.annotations.NullMarked;
