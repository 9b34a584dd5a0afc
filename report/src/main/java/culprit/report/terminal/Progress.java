package culprit.report.terminal;

import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.RawText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Tells a person what is being done, for how long, what is left and when it will be over.
 *
 * <p>The methods may be called from several threads. Nothing here fails if the terminal does.
 */
public final class Progress implements EventSink {
    /** To the start of the line, then erase to its end (ECMA-48: EL). */
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final Settings settings;
    private final Situation situation;
    private final Narrator narrator;
    private boolean painted;

    /** How much is shown. */
    public enum Mode {
        /** Lines, and below them a status line that is painted again and again; for terminals. */
        LIVE,
        /** Lines only; for files, pipes and terminals that cannot move the cursor. */
        PLAIN,
        /** Nothing at all. */
        NONE
    }

    /**
     * What is shown, and where.
     *
     * @param columns the width of the terminal; only LIVE needs it
     * @param runs how often the reproducer is run per test; 0 if that is decided as it goes
     * @param log where the full log will be found; named at the end
     */
    public record Settings(Mode mode, int columns, int runs, Path log) {}

    /** Shows the progress of a bisection that begins now. The stream is flushed, never closed. */
    public Progress(PrintStream out, InstantSource clock, Settings settings) {
        this.out = out;
        this.settings = settings;
        this.situation = new Situation(clock, settings.runs());
        this.narrator = new Narrator(situation, settings.log());
    }

    @Override
    public synchronized void accept(Event event) {
        erase();
        for (String line : narrator.tell(event)) {
            print(line);
        }
        paint();
    }

    /**
     * Tells of work for which there is no event, such as {@code checking out 6b3d933000cb}. It ends with the next phase
     * or the next event that starts something.
     */
    public synchronized void phase(String what) {
        erase();
        situation.doing(what);
        if (settings.mode() == Mode.PLAIN) {
            print(narrator.stamped(RawText.visible(what)));
        }
        paint();
    }

    /** Paints the status line anew; to be called a few times a second in LIVE mode, harmless in others. */
    public synchronized void tick() {
        erase();
        paint();
    }

    /**
     * A stream that writes to another one on the same terminal, above the status line. What is written at once should be
     * whole lines.
     */
    public OutputStream above(OutputStream other) {
        return new Above(other);
    }

    /** Erases the status line for good. */
    @Override
    public synchronized void close() {
        situation.doing("");
        erase();
        out.flush();
    }

    private void print(String line) {
        if (settings.mode() != Mode.NONE) {
            out.print(line + "\n");
        }
    }

    private void erase() {
        if (painted) {
            out.print(ERASE_LINE);
            painted = false;
        }
    }

    private void paint() {
        if (settings.mode() == Mode.LIVE) {
            situation.status().ifPresent(status -> {
                out.print(status.text(settings.columns()));
                painted = true;
            });
        }
        out.flush();
    }

    private final class Above extends OutputStream {
        private final OutputStream other;

        Above(OutputStream other) {
            this.other = other;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            synchronized (Progress.this) {
                erase();
                out.flush();
                try {
                    other.write(bytes, offset, length);
                    other.flush();
                } finally {
                    paint();
                }
            }
        }

        @Override
        public void flush() throws IOException {
            other.flush();
        }
    }
}
