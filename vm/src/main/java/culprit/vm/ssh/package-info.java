/**
 * Guests with a disk image that are talked to through ssh, as syzbot's are.
 *
 * <p>It knows of the rest of {@code culprit.vm} how QEMU is started and how a console is followed.
 */
@NullMarked
package culprit.vm.ssh;

import org.jspecify.annotations.NullMarked;
