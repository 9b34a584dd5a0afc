package culprit.vm.ssh;

import java.nio.file.Files;
import java.nio.file.Path;

/** What is asked of every file that the user names. */
final class InputFile {
    private InputFile() {}

    /**
     * Checks that a file can be read.
     *
     * @param what it is
     * @param option that names it
     * @throws ImageException when it cannot
     */
    static void require(String what, Path file, String option) throws ImageException {
        if (!Files.exists(file)) {
            throw new ImageException("no " + what + " at " + file + ": give the path of one with " + option);
        }
        if (Files.isDirectory(file)) {
            throw new ImageException("the " + what + " " + file + " is a directory: give a file with " + option);
        }
        if (!Files.isReadable(file)) {
            throw new ImageException("no permission to read the " + what + " " + file);
        }
    }
}
