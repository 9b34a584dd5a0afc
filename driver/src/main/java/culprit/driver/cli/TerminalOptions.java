package culprit.driver.cli;

import culprit.driver.Terminal;
import culprit.report.terminal.Progress.Mode;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How progress is shown. */
final class TerminalOptions {
    /** What the launcher found out about standard error: its width in columns, if it is a terminal. */
    private static final String COLUMNS = "culprit.terminal.columns";

    private enum Progress {
        AUTO,
        PLAIN,
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--progress",
            paramLabel = "HOW",
            defaultValue = "auto",
            description = "auto: a live status line on a terminal, else plain lines; plain; none [auto].")
    private Progress progress = Progress.AUTO;

    @Option(
            names = {"-q", "--quiet"},
            description = "The same as --progress none.")
    private boolean quiet;

    Terminal terminal() {
        int columns = Integer.getInteger(COLUMNS, 0);
        if (quiet) {
            return Terminal.standard(Mode.NONE, columns);
        }
        return Terminal.standard(
                switch (progress) {
                    case AUTO -> columns > 0 ? Mode.LIVE : Mode.PLAIN;
                    case PLAIN -> Mode.PLAIN;
                    case NONE -> Mode.NONE;
                },
                columns);
    }
}
