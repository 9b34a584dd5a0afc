package culprit.vm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of one run.
 *
 * @param name of its console in the directory of consoles
 * @param errors what QEMU itself says
 * @param output what the reproducer printed, if anything
 */
public record RunFiles(String name, Path errors, Path output) {
    /** Those of the run with this number of a kernel, in a directory that is made if there is none. */
    public static RunFiles begin(ConsoleDirectory consoles, Kernel kernel, int run) throws IOException {
        return begin(consoles.path(), kernel.image().getFileName() + "." + run);
    }

    private static RunFiles begin(Path directory, String name) throws IOException {
        RunFiles files =
                new RunFiles(name, directory.resolve(name + ".qemu.txt"), directory.resolve(name + ".output.txt"));
        Files.createDirectories(directory);
        Files.deleteIfExists(files.errors);
        Files.deleteIfExists(files.output);
        return files;
    }

    /** Those of another guest that checks the run. */
    RunFiles ofCheck() throws IOException {
        return begin(errors.resolveSibling(""), name + ".check");
    }

    /** Why QEMU ended with an exit code other than 0, in its own words, on one line. */
    public String died(int exitCode) throws IOException {
        List<String> lines = Files.readAllLines(errors, StandardCharsets.ISO_8859_1);
        String message = lines.isEmpty() ? "no message" : lines.get(lines.size() - 1);
        return "QEMU ended with exit code " + exitCode + ": " + message.replaceAll("\\p{Cntrl}", " ");
    }

    /** Keeps what the reproducer printed, if there is room for it: no run is lost for that. */
    void keepOutput(String raw) {
        try {
            if (!raw.isEmpty()) {
                Files.writeString(output, raw, StandardCharsets.ISO_8859_1);
            }
        } catch (IOException e) {
            // The console tells of a full disk.
        }
    }

    /** Leaves nothing of what says nothing. */
    public void end() throws IOException {
        if (Files.exists(errors) && Files.size(errors) == 0) {
            Files.delete(errors);
        }
    }
}
