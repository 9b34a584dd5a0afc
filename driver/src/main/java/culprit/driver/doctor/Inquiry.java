package culprit.driver.doctor;

import culprit.report.RawText;
import culprit.vm.Command;
import culprit.vm.Commands;
import culprit.vm.MachineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asks programs, such as for their version, in a directory for what they write. */
final class Inquiry {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Commands commands;
    private final Path directory;

    Inquiry(Commands commands, Path directory) {
        this.commands = commands;
        this.directory = directory;
    }

    /**
     * What a program said.
     *
     * @param failure why it did not do as it was told; empty if it did
     * @param lines what it wrote, made harmless
     */
    record Answer(String failure, List<String> lines) {
        Answer {
            lines = List.copyOf(lines);
        }

        boolean succeeded() {
            return failure.isEmpty();
        }

        String firstLine() {
            return lines.isEmpty() ? "" : lines.get(0);
        }

        /** The failure, and the last line, which is where programs say why. */
        String reason() {
            return failure + (lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1));
        }
    }

    Answer ask(String... arguments) throws InterruptedException {
        try {
            Path output = Files.createTempFile(directory, "answer", ".txt");
            Commands.Finished finished =
                    commands.run(new Command(List.of(arguments), directory, Map.of(), output), LIMIT);
            List<String> lines = Files.readString(output, StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(line -> RawText.visible(RawText.toUnicode(line)))
                    .toList();
            return new Answer(failure(arguments[0], finished), lines);
        } catch (IOException | MachineException e) {
            return new Answer(RawText.visible(String.valueOf(e.getMessage())), List.of());
        }
    }

    private static String failure(String program, Commands.Finished finished) {
        if (finished.timedOut()) {
            return program + " did not answer within " + LIMIT.toSeconds() + " s";
        }
        return finished.exitCode() == 0 ? "" : program + " failed with exit code " + finished.exitCode();
    }

    /** A file that a program may be asked about. */
    Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
