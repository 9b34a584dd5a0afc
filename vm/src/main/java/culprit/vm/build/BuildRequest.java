package culprit.vm.build;

import java.nio.file.Path;

/**
 * What to build.
 *
 * @param source the source tree, which stays untouched
 * @param kconfig the user's configuration, completed by {@code make olddefconfig}
 * @param output make's messages go here; replaced
 * @param image the finished bzImage is copied here, so that it outlives the next build in the same object directory
 */
public record BuildRequest(Path source, Path kconfig, Path output, Path image) {}
