package culprit.vm.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What make's messages say of a failed build.
 *
 * @param first the first line that names an error of the source; a line that only follows from another one (the linker's
 *     summary) counts when there is no better
 * @param machine the first line that blames this machine: memory or disk
 */
record BuildErrors(Optional<String> first, Optional<String> machine) {
    private static final List<String> OF_THE_SOURCE = List.of(
            ": error: ",
            ": fatal error: ",
            "ERROR: ",
            "Error: ",
            ": undefined reference to",
            "multiple definition of",
            "No rule to make target",
            ": Permission denied");
    private static final List<String> CONSEQUENCES = List.of("collect2: error: ", "final link failed", "Error ");
    private static final List<String> OF_THE_MACHINE = List.of(
            "No space left on device",
            "Cannot allocate memory",
            "virtual memory exhausted",
            "Killed signal terminated program");

    /** An error line is cut here: it goes into the log as one line, and source text can be hostile. */
    private static final int LONGEST_LINE = 400;

    /** Reads make's messages; paths in the lines are shown relative to the source tree. */
    static BuildErrors in(Path output, Path source) throws IOException {
        String prefix = source.toAbsolutePath() + "/";
        @Nullable String first = null;
        @Nullable String consequence = null;
        @Nullable String machine = null;
        try (BufferedReader reader = Files.newBufferedReader(output, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (machine == null && containsAny(line, OF_THE_MACHINE)) {
                    machine = shown(line, prefix);
                }
                if (containsAny(line, CONSEQUENCES)) {
                    consequence = consequence == null ? shown(line, prefix) : consequence;
                } else if (first == null && containsAny(line, OF_THE_SOURCE)) {
                    first = shown(line, prefix);
                }
            }
        }
        return new BuildErrors(Optional.ofNullable(first == null ? consequence : first), Optional.ofNullable(machine));
    }

    private static boolean containsAny(String line, List<String> parts) {
        return parts.stream().anyMatch(line::contains);
    }

    private static String shown(String line, String prefix) {
        String printable =
                line.replace(prefix, "").replaceAll("\\p{Cntrl}", " ").strip();
        return printable.length() <= LONGEST_LINE ? printable : printable.substring(0, LONGEST_LINE) + "...";
    }
}
