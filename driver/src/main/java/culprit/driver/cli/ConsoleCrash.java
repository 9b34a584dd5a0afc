package culprit.driver.cli;

import culprit.report.crash.Crash;
import culprit.report.crash.CrashParser;
import java.util.ArrayList;
import java.util.List;

/**
 * A crash and where it stands.
 *
 * @param line number of the line that announces it, counted from 1
 */
record ConsoleCrash(int line, Crash crash) {
    /** The crashes of a console that can be believed in, see {@link CrashParser#parseAll}. */
    static List<ConsoleCrash> on(byte[] console, CrashParser parser) {
        List<ConsoleCrash> found = new ArrayList<>();
        int line = 1;
        int at = 0;
        for (Crash crash : parser.parseAll(console)) {
            for (; at < crash.start(); at++) {
                line += console[at] == '\n' ? 1 : 0;
            }
            found.add(new ConsoleCrash(line, crash));
        }
        return found;
    }
}
