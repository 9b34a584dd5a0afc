package culprit.vm;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A kernel that can be booted.
 *
 * @param image what QEMU loads (bzImage)
 * @param vmlinux the same kernel uncompressed, which QEMU loads faster; empty if it is not there any more
 * @param signature what names the code of its vmlinux: two commits with equal signatures run the same code
 */
public record Kernel(Path image, Optional<Path> vmlinux, String signature) {
    /** A kernel of which only the bzImage is there. */
    public Kernel(Path image, String signature) {
        this(image, Optional.empty(), signature);
    }
}
