package culprit.driver;

import culprit.report.terminal.Progress.Mode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes.
 *
 * @param log what the command is for: the log of a bisection
 * @param messages progress and errors
 * @param mode how progress is shown
 * @param columns width of the terminal that shows the messages
 */
public record Terminal(OutputStream log, PrintStream messages, Mode mode, int columns) {
    /** This process's standard output and standard error. */
    public static Terminal standard(Mode mode, int columns) {
        return new Terminal(
                new FileOutputStream(FileDescriptor.out),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                mode,
                columns);
    }

    /** Tells the user something that is neither progress nor log, unless all messages are switched off. */
    public void say(String line) {
        if (mode != Mode.NONE) {
            warn(line);
        }
    }

    /** Tells the user what must not be missed. */
    public void warn(String line) {
        messages.print("culprit: " + line + "\n");
        messages.flush();
    }
}
