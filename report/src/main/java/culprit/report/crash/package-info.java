/**
 * What a kernel said: from the bytes of a console to a crash with a title.
 *
 * <p>The rules are tables: {@code BugFormats}, {@code WarningFormats}, {@code InfoFormats}, {@code PanicFormats} and
 * {@code OtherFormats} hold the messages by the text that announces them, {@code Detectors} their order, and the text
 * files next to the classes the function names that are never to blame and the type of each title. The other classes
 * are the engine and name no message. A console is hostile text: every pattern looks at one bounded line at a time.
 *
 * <p>It knows nothing of events, logs, virtual machines, git or how verdicts are made.
 */
@NullMarked
package culprit.report.crash;

import org.jspecify.annotations.NullMarked;
