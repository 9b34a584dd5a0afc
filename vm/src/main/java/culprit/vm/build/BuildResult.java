package culprit.vm.build;

import culprit.vm.Kernel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a build gave: a kernel or the reason why there is none. That a revision does not build is an expected answer,
 * not an error of this machine.
 *
 * @param kernel the kernel, when it built
 * @param error first error line of make's output, when it did not; one line
 * @param output make's messages
 * @param elapsed wall time
 */
public record BuildResult(Optional<Kernel> kernel, String error, Path output, Duration elapsed) {
    static BuildResult built(Kernel kernel, Path output, Duration elapsed) {
        return new BuildResult(Optional.of(kernel), "", output, elapsed);
    }

    static BuildResult failed(String error, Path output, Duration elapsed) {
        return new BuildResult(Optional.empty(), error, output, elapsed);
    }
}
