package culprit.driver.procedure;

import java.time.Duration;

/**
 * What the build of a commit's kernel gave.
 *
 * @param succeeded whether there is a kernel
 * @param signature of the kernel: equal for kernels with the same code; empty if there is none or it is not known
 * @param error why there is no kernel, raw; may have several lines; empty if there is one
 * @param elapsed wall time
 */
public record Build(boolean succeeded, String signature, String error, Duration elapsed) {
    /** A kernel with this signature. */
    public static Build succeeded(String signature, Duration elapsed) {
        return new Build(true, signature, "", elapsed);
    }

    /** No kernel, for this reason. */
    public static Build failed(String error, Duration elapsed) {
        return new Build(false, "", error, elapsed);
    }
}
