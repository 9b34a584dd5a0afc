package culprit.vm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One program to start: its arguments as a list (never a shell's text), where it runs, and where its output goes.
 *
 * @param arguments program and arguments, at least the program
 * @param directory working directory
 * @param environment the whole environment of the program besides {@code PATH}, {@code HOME} and {@code TMPDIR}, which
 *     are this program's own: a build must not depend on the user's other settings
 * @param output file that takes standard output and standard error, appended
 */
public record Command(List<String> arguments, Path directory, Map<String, String> environment, Path output) {
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    /** The program that is started. */
    public String program() {
        return arguments.get(0);
    }
}
