package culprit.vm;

import java.nio.file.Path;

/**
 * A kernel that can be booted.
 *
 * @param image what QEMU loads (bzImage)
 * @param signature what names the code of its vmlinux: two commits with equal signatures run the same code
 */
public record Kernel(Path image, String signature) {}
