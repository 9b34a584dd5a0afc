package culprit.driver.cli;

import culprit.report.crash.Crash;
import culprit.report.crash.CrashParser;
import culprit.report.crash.CrashStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A crash and where it stands.
 *
 * @param line number of the line that announces it, counted from 1
 */
record ConsoleCrash(long line, Crash crash) {
    /** So many crashes of a console are looked at: a broken kernel can print the same one without end. */
    static final int MOST = 100;

    private static final int PIECE = 64 << 10;

    /**
     * The crashes of a console that can be believed in: the first one, whatever it looks like, and of those that follow
     * the ones that are neither corrupted nor suppressed. Those are often consequences of the first. Memory does not
     * grow with the console, which is read as far as it matters.
     */
    static List<ConsoleCrash> on(InputStream console, CrashParser parser) throws IOException {
        CrashStream stream = new CrashStream(parser);
        List<ConsoleCrash> found = new ArrayList<>();
        byte[] piece = new byte[PIECE];
        int looked = 0;
        while (looked < MOST) {
            int length = console.read(piece);
            stream.append(piece, 0, Math.max(length, 0));
            while (looked < MOST && (stream.isFull() || length < 0)) {
                Optional<Crash> crash = stream.take();
                if (crash.isEmpty()) {
                    return found;
                }
                if (found.isEmpty() || isCredible(crash.get())) {
                    found.add(new ConsoleCrash(stream.line(), crash.get()));
                }
                looked++;
            }
        }
        return found;
    }

    private static boolean isCredible(Crash crash) {
        return !crash.corrupted() && !crash.suppressed();
    }
}
