/**
 * The command line: options, the settings file, exit codes, messages.
 *
 * <p>It decides nothing about bisections.
 */
@NullMarked
package culprit.driver.cli;

import org.jspecify.annotations.NullMarked;
